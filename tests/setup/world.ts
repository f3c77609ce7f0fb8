import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { closeDb, db } from '@/lib/db/client';
import type { IncidentClass } from '@/lib/domain/words';
import type { PersonActor } from '@/lib/incidents/ctx';
import { declare } from '@/lib/incidents/declare';
import { hub } from '@/lib/log/hub';
import { stopBoss } from '@/lib/queue/boss';
import { freshDatabase } from './database';
import { type GitRemote, makeGitRemote } from './git-remote';

/** A service whose health follows what its branch says, a database of its own, and people. */
export interface World {
  databaseUrl: string;
  dataDir: string;
  remote: GitRemote;
  good: string;
  bad: string;
  serviceId: string;
  componentId: string;
  commander: PersonActor;
  second: PersonActor;
  declare(incidentClass?: IncidentClass): Promise<string>;
  /** Reaches the remote over HTTP from now on, with a token that the environment holds. */
  reachOverHttp(port: number): Promise<void>;
  end(): Promise<void>;
}

/** Must never be seen in a log, an event or a plan. */
export const CANARY_TOKEN = 'canary-of-the-git-token';

const person = (role: PersonActor['role'], name: string): PersonActor => ({
  kind: 'person',
  id: randomUUID(),
  name,
  role,
});

/** Sets this process's settings, so one world a test file. `stability` in ms. */
export async function makeWorld(stability = { windowSeconds: 2, intervalSeconds: 1 }): Promise<World> {
  const database = await freshDatabase();
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'repli-data-'));
  Object.assign(process.env, {
    DATABASE_URL: database.url,
    REPLI_DATA_DIR: dataDir,
    SHOP_WEBHOOK_SECRET: 'canary-of-the-webhook',
    SHOP_GIT_TOKEN: CANARY_TOKEN,
    NEXTAUTH_SECRET: 'only-for-tests-only-for-tests-only-for-tests',
    REPLI_LOG_LEVEL: process.env.REPLI_LOG_LEVEL ?? 'silent',
  });
  const remote = makeGitRemote();
  remote.push('health', 'ok', 'Open the shop', 9);
  const good = remote.push('health', 'ok, and faster', 'Serve faster', 3);
  const bad = remote.push('health', 'broken', 'Rewrite the checkout');
  const shop = await serveShop(remote);
  const { serviceId, componentId } = await addService(remote, shop.url, shop.inboxUrl, stability);
  const commander = person('commander', 'Léa Martin');
  return {
    databaseUrl: database.url,
    dataDir,
    remote,
    good,
    bad,
    serviceId,
    componentId,
    commander,
    second: person('commander', 'Sam Okafor'),
    async declare(incidentClass = 'urgent') {
      const declared = await declare(
        {
          serviceId,
          title: 'Checkout answers 500',
          symptoms: ['critical_feature'],
          class: incidentClass,
          drill: false,
        },
        commander,
      );
      if (!declared.ok) throw new Error(declared.error.code);
      return declared.data.incidentId;
    },
    async reachOverHttp(port) {
      const credentials = { kind: 'token', reference: 'env:SHOP_GIT_TOKEN' };
      const config = { remote: `http://127.0.0.1:${port}/remote.git`, branch: 'main', credentials };
      await db().component.update({ where: { id: componentId }, data: { config } });
    },
    async end() {
      await stopBoss();
      await hub().stop();
      await closeDb();
      await shop.close();
      await database.drop();
      remote.remove();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function serveShop(remote: GitRemote): Promise<{ url: string; inboxUrl: string; close(): Promise<void> }> {
  const server = http.createServer((request, response) => {
    if (request.method === 'POST') {
      request.resume().on('end', () => response.writeHead(204).end());
      return;
    }
    const ok = remote.read('health').startsWith('ok');
    response.writeHead(ok ? 200 : 500, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ status: ok ? 'ok' : 'broken' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/api/health`,
    inboxUrl: `http://127.0.0.1:${port}/inbox`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function addService(remote: GitRemote, url: string, inboxUrl: string, stability: object) {
  const serviceId = randomUUID();
  const componentId = randomUUID();
  await db().service.create({
    data: { id: serviceId, slug: 'shop', name: 'Shop', environment: 'production', owner: 'Shop team', stability },
  });
  await db().component.create({
    data: {
      id: componentId,
      serviceId,
      name: 'web',
      provider: 'git',
      config: { remote: remote.url, branch: 'main' },
      position: 0,
    },
  });
  await db().check.create({
    data: {
      id: randomUUID(),
      serviceId,
      name: 'API health',
      kind: 'http',
      required: true,
      config: { url },
      position: 0,
    },
  });
  await db().channel.create({
    data: {
      id: randomUUID(),
      serviceId,
      kind: 'webhook',
      config: { url: inboxUrl, secret: 'env:SHOP_WEBHOOK_SECRET' },
      position: 0,
    },
  });
  return { serviceId, componentId };
}
