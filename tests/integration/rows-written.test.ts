import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProviderPlan } from '@/lib/providers/contract';
import { type RdsCase, rdsCase, soon } from '../contract/fixtures/rds-case';
import { gapsIn } from '../contract/fixtures/translations';
import { emptyDatabase, type TestDatabase } from '../setup/database';
import { until } from '../setup/until';

const PASSWORD = 'canary-of-the-reader';

let shop: RdsCase;
let database: TestDatabase;
let client: pg.Client;
let reader: string;
/** What the provider is given: an account that may only read. */
let readerUrl: string;

const asReader = (more: Record<string, string> = {}) =>
  Object.assign(new URL(database.url), { username: reader, password: PASSWORD, ...more }).href;

beforeEach(async () => {
  [shop, database] = await Promise.all([rdsCase(), emptyDatabase()]);
  reader = `reader_${randomUUID().slice(0, 8)}`;
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query(`
    CREATE ROLE ${reader} LOGIN PASSWORD '${PASSWORD}';
    ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO ${reader};
    CREATE TABLE orders (id int GENERATED ALWAYS AS IDENTITY, note text, created_at timestamptz NOT NULL DEFAULT now())`);
  readerUrl = asReader();
  return async () => {
    await client.query(`DROP OWNED BY ${reader}; DROP ROLE ${reader}`);
    await client.end();
    await Promise.all([shop.close(), database.drop()]);
  };
});
afterEach(() => {
  // Nothing that was read may carry a row or a password.
  for (const plan of plans.splice(0)) expect(JSON.stringify(plan)).not.toMatch(/canary/);
});

const plans: ProviderPlan[] = [];
type Rows = { url?: string; column?: string; columns?: Record<string, string> };

async function planTo(revisionId: string, rows: Rows, url = readerUrl): Promise<ProviderPlan> {
  const connection = shop.connect({ rows: { url: 'env:READER', ...rows } }, undefined, { READER: url });
  const plan = await connection.plan(revisionId, soon());
  plans.push(plan);
  expect(gapsIn('rds', [plan.summary, ...plan.followUps, ...plan.warnings, ...plan.losses])).toEqual([]);
  return plan;
}
const planFor = async (rows: Rows, url?: string) => planTo((await shop.snapshot(/^before-release-5$/)).id, rows, url);

const lossOf = ({ losses }: ProviderPlan, code: string) => losses.find((each) => each.code === code);
const warningOf = ({ warnings }: ProviderPlan, code: string) => warnings.find((each) => each.code === code);
const insert = (count: number, at: Date, table = 'orders') =>
  client.query(`INSERT INTO ${table} (note, created_at) SELECT 'canary', $1 FROM generate_series(1, ${count})`, [at]);

/** A snapshot of this moment. */
async function snapshotNow(): Promise<{ id: string; at: Date }> {
  const plan = await shop.connection.plan((await shop.snapshot(/^before-release-5$/)).id, soon());
  const made = await shop.connection.checkpoint?.(plan, randomUUID(), soon());
  return until('the snapshot is ready', async () => {
    const found = await shop.snapshot(new RegExp(`^${made?.data.snapshot}$`));
    return !found.marks.includes('not-ready') && { id: found.id, at: new Date(found.at ?? 0) };
  });
}

describe('rows written since the restore point', () => {
  it('are counted exactly, table by table, by their timestamp columns', async () => {
    await client.query(`
      CREATE SCHEMA stock;
      CREATE TABLE stock.moves (note text, created_at timestamp NOT NULL);
      CREATE TABLE carts (note text, seen timestamptz NOT NULL);
      CREATE TABLE empty (created_at timestamptz);
      GRANT USAGE ON SCHEMA stock TO ${reader};
      ALTER DATABASE ${new URL(database.url).pathname.slice(1)} SET TimeZone = 'Asia/Tokyo'`);
    const snapshot = await shop.snapshot(/^before-release-5$/);
    const at = new Date(snapshot.at ?? 0);
    const [before, after] = [new Date(at.getTime() - 1), new Date(at.getTime() + 1)];
    await insert(4, before);
    await insert(2, at);
    await insert(3, after);
    await client.query("INSERT INTO carts SELECT 'canary', $1", [after]);
    // Without a zone it is UTC, wherever server and console are.
    const utc = (moment: Date) => moment.toISOString().slice(0, 23);
    await client.query("INSERT INTO stock.moves VALUES ('canary', $1), ('canary', $2)", [utc(before), utc(after)]);
    const plan = await planTo(snapshot.id, { column: 'created_at', columns: { carts: 'seen' } });
    expect(lossOf(plan, 'rows_since')?.params).toEqual({
      name: 'shop-db',
      since: at.toISOString(),
      total: 5,
      list: 'orders 3, carts 1, stock.moves 1, empty 0',
    });
    expect(lossOf(plan, 'row_changes_part')).toBeUndefined();
    expect(plan.warnings.map(({ code }) => code)).toEqual(['cold_start', 'settings_lost']);
  });

  it('count a partitioned table once', async () => {
    await client.query(`
      CREATE TABLE visits (note text, created_at timestamptz NOT NULL) PARTITION BY RANGE (created_at);
      CREATE TABLE visits_all PARTITION OF visits DEFAULT`);
    await insert(2, new Date(), 'visits');
    expect(lossOf(await planFor({ column: 'created_at' }), 'rows_since')?.params?.list).toBe('visits 2, orders 0');
  });

  it('leave the approval of a plan that was only read again', async () => {
    const bound = async () => (await planFor({ column: 'created_at' })).losses.map(({ code, text }) => [code, text]);
    const before = await bound();
    await insert(3, new Date());
    expect(await bound()).toEqual(before);
  });

  it('are at most what the statistics show that began before the restore point', async () => {
    await client.query('CREATE TABLE idle (id int)');
    const { id, at } = await snapshotNow();
    const silent = (await planTo(id, {})).losses.find(({ code }) => code === 'row_changes');
    expect(new Date(String(silent?.params?.begin)).getTime()).toBeLessThanOrEqual(at.getTime());
    expect(silent?.params).toMatchObject({ changed: 0, list: '' });
    await insert(2, new Date());
    await client.query('UPDATE orders SET note = note; BEGIN; DELETE FROM orders; ROLLBACK');
    await until('PostgreSQL has counted', async () => {
      const params = lossOf(await planTo(id, {}), 'row_changes')?.params;
      // Two inserted, two updated, and two deleted by a transaction that was taken back.
      return params?.list === 'orders 6' && params.changed === 1;
    });
  });

  it('are not known from statistics that began after the restore point, and the plan says so', async () => {
    await client.query('SELECT pg_stat_reset()');
    await until('the statistics were reset', async () => {
      const plan = await planFor({});
      const begin = lossOf(plan, 'row_changes_part')?.params?.begin;
      return begin !== undefined && Date.now() - Date.parse(String(begin)) < 60_000;
    });
    expect(lossOf(await planFor({}), 'row_changes')).toBeUndefined();
  });

  it('are told as far as they can be counted', async () => {
    await client.query(`CREATE TABLE secrets (created_at timestamptz); REVOKE SELECT ON secrets FROM ${reader}`);
    await insert(1, new Date());
    const plan = await planFor({ column: 'created_at', columns: { prices: 'changed_at' } });
    expect(lossOf(plan, 'rows_since')?.params?.list).toBe('orders 1');
    const list = warningOf(plan, 'rows_uncounted')?.params?.list;
    expect(list).toMatch(/secrets: permission denied.*\(42501\)/);
    // A table that a bad migration dropped.
    expect(list).toMatch(/prices: relation "prices" does not exist \(42P01\)/);
  });

  it('that wait for a lock end with the time of one statement', async () => {
    await client.query('CREATE TABLE locked (created_at timestamptz)');
    await client.query('BEGIN; LOCK TABLE locked');
    await insert(1, new Date());
    const plan = await planFor({ column: 'created_at' });
    expect(warningOf(plan, 'rows_uncounted')?.params?.list).toMatch(/locked: .*timeout.*\(57014\)/);
    expect(lossOf(plan, 'rows_since')?.params?.list).toBe('orders 0');
    await client.query('ROLLBACK');
  });

  it('are counted by a session that cannot write', async () => {
    // Reading this view would write: PostgreSQL itself refuses it in a read-only transaction.
    await client.query(`
      CREATE FUNCTION noted() RETURNS timestamptz LANGUAGE plpgsql SECURITY DEFINER AS
        $$ BEGIN INSERT INTO orders (note) VALUES ('written'); RETURN now(); END $$;
      CREATE VIEW trap AS SELECT noted() AS created_at`);
    const plan = await planFor({ columns: { trap: 'created_at' } });
    expect(warningOf(plan, 'rows_uncounted')?.params?.list).toMatch(/trap: .*read-only transaction.*\(25006\)/);
    expect((await client.query('SELECT * FROM orders')).rows).toEqual([]);
  });

  it.each([
    ['a wrong password', () => asReader({ password: 'wrong-canary-password' }), /password authentication failed/],
    ['nobody there', () => asReader({ port: '1' }), /connection refused/],
    ['what is no address', () => 'mysql://canary-user:canary@db/shop', /no postgresql:\/\/ address/],
  ])('warn and hold no plan up with %s', async (_name, url, why) => {
    const plan = await planFor({ column: 'created_at' }, url());
    expect(warningOf(plan, 'rows_unread')?.params?.why).toMatch(why);
    expect(lossOf(plan, 'writes_since')).toBeDefined();
    expect(plan.write).toMatchObject({ mode: 'snapshot' });
  });

  it('are not taken from a database that is not the current one', async () => {
    const first = await planFor({});
    const connection = shop.connect();
    const operation = await connection.start(first, 'run-1.step-1', soon());
    await shop.follow(operation, first);
    const [old] = await shop.instances();
    const host = `${old?.id}.cabcdefghijk.eu-west-3.rds.amazonaws.com`;
    const snapshot = await shop.snapshot(/^rds:shop-db/);
    const plan = await planTo(snapshot.id, {}, asReader({ hostname: host }));
    expect(warningOf(plan, 'rows_elsewhere')?.params).toMatchObject({ host, name: operation.id });
  });
});
