import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type StartedEmulator, startEmulator } from '@/lib/lab/emulator/start';
import type { Connection, ProviderPlan } from '@/lib/providers/contract';
import { createCredentials } from '@/lib/providers/credentials';
import { rds } from '@/lib/providers/rds';
import { emptyDatabase, type TestDatabase } from '../setup/database';
import { until } from '../setup/until';

const FILE = fileURLToPath(new URL('../../lib/lab/aws/rds/main.ts', import.meta.url));
const soon = () => ({ signal: AbortSignal.timeout(30_000) });

let server: TestDatabase;
let emulator: StartedEmulator;
let connection: Connection;
let instance: string;
let client: pg.Client;

beforeEach(async () => {
  server = await emptyDatabase();
  instance = `db-${randomUUID().slice(0, 8)}`;
  emulator = await startEmulator(FILE, { server: server.url, instance, restoreMs: 60, snapshotMs: 20 });
  connection = connect();
  client = await open(await addressOf(instance));
  await client.query('CREATE TABLE orders (id serial, created_at timestamptz DEFAULT clock_timestamp())');
  return async () => {
    await client.end().catch(() => undefined);
    await emulator.close();
    const admin = await open(server.url);
    const { rows } = await admin.query<{ datname: string }>('SELECT datname FROM pg_database WHERE datname LIKE $1', [
      `rds\\_%${instance}%`,
    ]);
    for (const { datname } of rows) await admin.query(`DROP DATABASE ${pg.escapeIdentifier(datname)} WITH (FORCE)`);
    await admin.end();
    await server.drop();
  };
});
afterEach(() => expect(losses).toEqual([]));
/** Connections that ended otherwise than by being cut off. */
const losses: unknown[] = [];

function connect(rows?: { url: string; column: string }): Connection {
  const keys = { kind: 'keys', accessKeyId: 'env:KEY_ID', secretAccessKey: 'env:SECRET_KEY' };
  const config = {
    region: 'eu-west-3',
    instance,
    endpoint: emulator.url,
    credentials: keys,
    ...(rows ? { rows } : {}),
  };
  const env = { KEY_ID: 'AKIAEMULATOR', SECRET_KEY: 'not-checked', DB: rows?.url ?? '' };
  const asked = rows ? { ...config, rows: { ...rows, url: 'env:DB' } } : config;
  return rds.connect(rds.config.parse(asked), {
    clock: () => new Date(),
    credentials: createCredentials(env),
    cacheDir: '/nowhere',
  });
}

async function addressOf(id: string): Promise<string> {
  const host = `${id}.cabcdefghijk.eu-west-3.rds.amazonaws.com`;
  return until(`${id} is reached`, async () => {
    const { url } = (await emulator.control.act('resolve', { host })) as { url: string | null };
    return url;
  });
}

async function open(connectionString: string): Promise<pg.Client> {
  const opened = new pg.Client({ connectionString });
  opened.on('error', (error) => {
    if (!/terminat/i.test(error.message)) losses.push(error);
  });
  await opened.connect();
  return opened;
}

const ids = async (of: pg.Client) =>
  (await of.query<{ id: number }>('SELECT id FROM orders ORDER BY id')).rows.map(({ id }) => id);

/** Writes order after order, as an application that connects again when it is cut off. Answers with what was accepted. */
function writer(url: string): { stop(): Promise<number[]> } {
  let going = true;
  const work = (async () => {
    const accepted: number[] = [];
    let own: pg.Client | null = null;
    while (going) {
      try {
        own ??= await open(url);
        const { rows } = await own.query<{ id: number }>('INSERT INTO orders DEFAULT VALUES RETURNING id');
        if (rows[0]) accepted.push(rows[0].id);
      } catch {
        await own?.end().catch(() => undefined);
        own = null;
      }
    }
    await own?.end();
    return accepted;
  })();
  return {
    stop() {
      going = false;
      return work;
    },
  };
}

async function snapshotNow(): Promise<string> {
  const { status } = (await emulator.control.act('snapshot', { instance, name: `${instance}-now` })) as {
    status: string;
  };
  expect(status).toBe('creating');
  return until('the snapshot is available', async () => {
    const { revisions } = await connection.revisions({ limit: 20 }, soon());
    const found = revisions.find(({ label }) => label === `${instance}-now`);
    return found && !found.marks.includes('not-ready') && found.id;
  });
}

async function follow(plan: ProviderPlan): Promise<string> {
  const operation = await connection.start(plan, 'run-1.step-1', soon());
  for await (const progress of connection.watch(operation, plan, soon()))
    if (progress.kind === 'converged') return operation.id;
  throw new Error('it did not converge');
}

describe('an RDS with real databases', () => {
  it('restores what a snapshot holds, while the old database goes on as it was', async () => {
    await client.query('INSERT INTO orders DEFAULT VALUES');
    await client.end();
    const snapshot = await snapshotNow();
    client = await open(await addressOf(instance));
    await client.query('INSERT INTO orders DEFAULT VALUES; DELETE FROM orders WHERE id = 1');
    const made = await follow(await connection.plan(snapshot, soon()));
    const restored = await open(await addressOf(made));
    expect(await ids(restored)).toEqual([1]);
    expect(await ids(client)).toEqual([2]);
    await restored.query('INSERT INTO orders DEFAULT VALUES');
    expect(await ids(client)).toEqual([2]);
    await restored.end();
  });

  it('takes a snapshot of one moment while others write, and the plan counts exactly what is not in it', async () => {
    const url = await addressOf(instance);
    const application = writer(url);
    await until('orders come in', async () => (await ids(client)).length > 5);
    const snapshot = await snapshotNow();
    client = await open(url);
    const [{ now: after }] = (await client.query<{ now: number }>('SELECT count(*)::int AS now FROM orders')).rows as [
      { now: number },
    ];
    await until('more come in', async () => (await ids(client)).length > after + 5);
    const accepted = await application.stop();
    const all = await ids(client);
    // An order may have been taken and its answer cut off; none that was accepted is missing.
    expect(all).toEqual(expect.arrayContaining(accepted));
    connection = connect({ url, column: 'created_at' });
    const plan = await connection.plan(snapshot, soon());
    const restored = await open(await addressOf(await follow(plan)));
    const kept = new Set(await ids(restored));
    await restored.end();
    const lost = all.filter((id) => !kept.has(id));
    expect(lost.length).toBeGreaterThan(0);
    expect(plan.losses.find(({ code }) => code === 'rows_since')?.params).toMatchObject({
      total: lost.length,
      list: `orders ${lost.length}`,
    });
  });

  it('has no logs to restore a time from, and says so as Amazon does', async () => {
    const { revisions } = await connection.revisions({ limit: 20 }, soon());
    expect(revisions.map(({ label }) => label)).toEqual([instance]);
    await expect(connection.plan(`time:${new Date().toISOString()}`, soon())).rejects.toMatchObject({
      code: 'invalid_target',
      message: expect.stringContaining('Automated backups'),
    });
  });
});
