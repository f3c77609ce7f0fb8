import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { withFileLock } from '../lib/file-lock';
import { postgresPrograms, rootFolder } from './binaries';
import {
  type Cluster,
  freePort,
  initialise,
  isFree,
  isInitialised,
  isRunning,
  logTail,
  readRecord,
  SUPERUSER,
  start,
  stop,
  writeRecord,
} from './cluster';
import { canEnter, databaseUser, type UnixUser } from './unprivileged';

export interface EmbeddedPostgres {
  url: string;
  /** Where its files are: the folder asked for, or one that root's database user can enter. */
  home: string;
  /** It ran already when we came. */
  adopted: boolean;
  stop(): boolean;
}

const ATTEMPTS = 40;
const RETRY_MS = 300;

/**
 * A real PostgreSQL of our own in `folder` (absolute), started when needed, with a database named `database`.
 * It keeps running when this process ends or is killed, and the next call adopts it.
 */
export async function ensurePostgres(
  folder: string,
  database: string,
  options: string[] = [],
): Promise<EmbeddedPostgres> {
  const user = databaseUser();
  const home = reachable(folder, user);
  mkdirSync(home, { recursive: true, mode: user ? 0o711 : 0o700 });
  const bin = await postgresPrograms(user);
  const cluster: Cluster = {
    bin,
    data: path.join(home, 'data'),
    record: path.join(home, 'connection.json'),
    user,
    options,
  };
  return withFileLock(path.join(home, 'starting'), async () => {
    if (!isInitialised(cluster)) await initialise(cluster);
    const adopted = isRunning(cluster);
    await untilItAnswers(cluster);
    const url = address(cluster, database);
    await createDatabase(address(cluster, 'postgres'), database);
    return { url, home, adopted, stop: () => stop(cluster) };
  });
}

/** The folder itself, or, when root's database user cannot get there, one of its own per folder. */
function reachable(folder: string, user: UnixUser | null): string {
  if (!user || canEnter(path.dirname(folder), user)) return folder;
  return path.join(rootFolder(), createHash('sha256').update(folder).digest('hex').slice(0, 16));
}

function address(cluster: Cluster, database: string): string {
  const { password, port } = readRecord(cluster);
  return `postgresql://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`;
}

/**
 * Starts until a connection works. Several attempts are normal after `kill -9`: the server's children need a
 * moment to notice, and until then its shared memory is refused to the next one.
 */
async function untilItAnswers(cluster: Cluster): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    if (!isRunning(cluster)) {
      await moveToFreePort(cluster);
      start(cluster, readRecord(cluster).port);
    }
    try {
      return await ping(address(cluster, 'postgres'));
    } catch (cause) {
      if (attempt === ATTEMPTS)
        throw new Error(`PostgreSQL in ${cluster.data} did not start. Its log ends with:\n${logTail(cluster)}`, {
          cause,
        });
      await sleep(RETRY_MS);
    }
  }
}

/** The port of last time may have been taken by another program since. */
async function moveToFreePort(cluster: Cluster): Promise<void> {
  const record = readRecord(cluster);
  if (!(await isFree(record.port))) writeRecord(cluster, { ...record, port: await freePort() });
}

async function ping(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    await client.query('SELECT 1');
  } finally {
    await client.end().catch(() => {});
  }
}

async function createDatabase(url: string, database: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
    if (!rowCount) await client.query(`CREATE DATABASE ${pg.escapeIdentifier(database)}`);
  } finally {
    await client.end();
  }
}
