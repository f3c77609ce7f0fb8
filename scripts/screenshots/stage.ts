import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { encode } from 'next-auth/jwt';
import { createOneTimeLink } from '@/lib/auth/links';
import { openSession } from '@/lib/auth/sessions';
import { closeDb } from '@/lib/db/client';
import { createShare } from '@/lib/incidents/share';
import { stopBoss } from '@/lib/queue/boss';
import { type Gallery, PEOPLE_BY_ROLE, seedGallery, seedSeveral } from '../../tests/setup/gallery/seed';
import { stopProcess } from '../up/child';
import { startConsole, untilReady } from '../up/console';
import { firstFreePort } from '../up/ports';
import type { Places, Who } from './pages';

const SECRET = 'only for pictures, nobody signs in with it';
const FIRST_PORT = 3300;

/** The built console on a database of its own, filled with what is hard to draw. */
export interface Stage extends Places {
  url: string;
  /** The session cookie of each person's browser. */
  cookies: Record<Exclude<Who, null>, string>;
  end(): Promise<void>;
}

/** Pages only, no worker: nothing moves on while pictures are taken. Sets this process's settings, so one stage a process. */
export async function buildStage(build: string, databaseUrl: string): Promise<Stage> {
  const port = await firstFreePort(FIRST_PORT);
  const url = `http://127.0.0.1:${port}`;
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'repli-pictures-'));
  const env = {
    ...process.env,
    DATABASE_URL: databaseUrl,
    PORT: String(port),
    HOSTNAME: '127.0.0.1',
    REPLI_ROLE: 'web',
    REPLI_URL: url,
    NEXTAUTH_URL: url,
    NEXTAUTH_SECRET: SECRET,
    REPLI_DATA_DIR: dataDir,
    REPLI_LAB: 'off',
    REPLI_LOG_LEVEL: 'silent',
  };
  Object.assign(process.env, env);
  const gallery = await seedGallery();
  const rooms = { ...gallery.rooms, ...(await seedSeveral()) };
  const cookies = await signEveryoneIn();
  const linkPath = await createOneTimeLink(PEOPLE_BY_ROLE.admin.id);
  const sharePath = await share(gallery);
  const log = path.join(dataDir, 'console.log');
  const console = startConsole(build, env, log);
  await untilReady(console, port, log);
  return {
    url,
    rooms,
    cookies,
    linkPath,
    sharePath,
    async end() {
      if (console.identity) await stopProcess(console.identity, 2_000);
      await stopBoss();
      await closeDb();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function share(gallery: Gallery): Promise<string> {
  const { id, name } = PEOPLE_BY_ROLE.commander;
  const made = await createShare(gallery.rooms.verification, 24, { kind: 'person', id, name, role: 'commander' });
  if (!made.ok) throw new Error(`the room could not be shared: ${made.error.code}`);
  return new URL(made.data.url).pathname;
}

async function signEveryoneIn(): Promise<Stage['cookies']> {
  const of = async (who: Exclude<Who, null>) => {
    const from = { address: '127.0.0.1', userAgent: 'pictures' };
    const sessionId = await openSession(PEOPLE_BY_ROLE[who].id, from);
    return encode({ token: { sessionId }, secret: SECRET });
  };
  return {
    commander: await of('commander'),
    responder: await of('responder'),
    admin: await of('admin'),
    viewer: await of('viewer'),
  };
}
