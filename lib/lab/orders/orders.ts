import { createHash } from 'node:crypto';
import { existsSync, symlinkSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { frontOf } from '../front';
import { addressAt, close, listen } from '../ports';
import type { Remote } from '../remote';
import type { LabSettings } from '../settings';
import { fleetOf } from '../storefront/fleet';
import { releasesOf } from '../storefront/history';
import { openEcs } from '../storefront/platform';
import { type AddressFiles, followSecret } from './agent';
import { type Amazon, openAmazon } from './amazon';
import { startCustomers } from './customers';
import { applyAll, type Pipeline, startPipeline } from './pipeline';
import { openOrdersRemote } from './remote';
import { accountsOf, admit, as } from './roles';

/** Accepted before the first bad release goes out. */
const FIRST_ORDERS = 3;
const LOOK_MS = 100;
const REACHED_MS = 30_000;

export interface Orders {
  remote: Remote;
  /** Where people reach it. */
  port: number;
  rdsPort: number;
  secretsPort: number;
  ecsPort: number;
  files: AddressFiles;
  /** Amazon refuses to store another value of the secret, as with a policy that is too narrow: a failure in the middle. */
  refuse(isRefused: boolean): void;
  stop(): Promise<void>;
}

export interface OrdersOptions {
  /** Everything that it makes is in here, but for the databases. */
  dir: string;
  /** A PostgreSQL server, as its superuser. */
  server: string;
  settings: LabSettings;
  log: (line: string) => void;
}

/**
 * A service with data of its own: a database on RDS, its address in Secrets Manager, its code on ECS, all real behind
 * emulators. Customers order all the time. The first time a release with a bad migration goes out soon after the start.
 */
export async function openOrders({ dir, server, settings, log }: OrdersOptions): Promise<Orders> {
  await mkdir(path.join(dir, 'versions'), { recursive: true });
  installPackages(dir);
  const prefix = `lab_${createHash('sha256').update(settings.token).digest('hex').slice(0, 8)}`;
  const secret = settings.platformSecret;
  const accounts = accountsOf(prefix, secret);
  const ports = { rds: settings.rdsPort, secrets: settings.secretsPort };
  const [remote, amazon] = await Promise.all([
    openOrdersRemote(dir, new Date()),
    openAmazon({ dir, server, prefix, secret, accounts, ports }),
  ]);
  const ecs = await openEcs({
    ...{ secret, service: 'orders', port: settings.ordersEcsPort, file: path.join(dir, 'ecs.json') },
    history: () => releasesOf(remote),
  });
  const pipeline: Pipeline = { remote, amazon, accounts, ecs, log, dir: path.join(dir, 'versions') };
  await prepareFirst(pipeline);
  const ending = new AbortController();
  const files = await followSecret(dir, amazon, accounts, ending.signal);
  const fleet = fleetOf(ecs, {
    ...{ remote, dir: pipeline.dir, logFile: path.join(dir, 'orders.log') },
    log: (line) => log(`orders: ${line}`),
    env: async () => ({ DATABASE_URL: as(accounts.owner, await reached(amazon)) }),
  });
  const front = frontOf(() => fleet.port());
  const port = await listen(front, settings.ordersPort);
  await startPipeline(pipeline, ending.signal);
  const accepted = startCustomers(addressAt(port), ending.signal);
  void firstRelease(remote, accepted, ending.signal).catch((cause: unknown) => log(`not broken: ${cause}`));
  return {
    ...{ remote, port, files, ecsPort: ecs.port, rdsPort: amazon.rdsPort, secretsPort: amazon.secretsPort },
    refuse: amazon.refuse,
    async stop() {
      ending.abort();
      await Promise.all([fleet.stop(), close(front), ecs.close(), amazon.close()]);
    },
  };
}

/** The packages of its image: found by Node above the folder of each version. */
function installPackages(dir: string): void {
  const link = path.join(dir, 'node_modules');
  const packages = path.resolve(createRequire(import.meta.url).resolve('pg/package.json'), '../..');
  if (!existsSync(link)) symlinkSync(packages, link, 'junction');
}

/** What the secret names, once it can be reached. Throws when it cannot for a while. */
async function reached(amazon: Amazon): Promise<string> {
  for (const deadline = performance.now() + REACHED_MS; performance.now() < deadline; await sleep(LOOK_MS)) {
    const url = amazon.current();
    if (url !== null) return url;
  }
  throw new Error('the secret names no database that is there');
}

/** A database that was never migrated is brought to the head; one that went back stays where it is. */
async function prepareFirst(pipeline: Pipeline): Promise<void> {
  const url = await reached(pipeline.amazon);
  await admit(pipeline.accounts, url);
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  const { rows } = await client
    .query<{ ledger: string | null }>("SELECT to_regclass('_prisma_migrations')::text AS ledger")
    .finally(() => client.end());
  if (rows[0]?.ledger === null) await applyAll(pipeline);
}

/** Once customers have ordered. A start after a crash does not push it again. */
async function firstRelease(remote: Remote, accepted: () => number, signal: AbortSignal): Promise<void> {
  if (await remote.wasBroken()) return;
  while (accepted() < FIRST_ORDERS) {
    await sleep(LOOK_MS);
    if (signal.aborted) return;
  }
  await remote.breakIt(new Date());
}
