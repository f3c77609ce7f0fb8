import { type AddressInfo, createServer, type Socket } from 'node:net';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postgres } from '@/lib/checks/postgres';
import { askWith } from '@/lib/checks/testing';
import { closedPort } from '@/lib/net/testing/server';
import { emptyDatabase, type TestDatabase } from '../setup/database';

const CANARY = 'canary/3e9d!70b4c';

let database: TestDatabase;
let holder: pg.Client;
const addresses: Record<string, string> = {};
beforeAll(async () => {
  database = await emptyDatabase();
  addresses['env:SHOP_DB'] = database.url;
  holder = new pg.Client({ connectionString: database.url });
  await holder.connect();
  await holder.query('CREATE TABLE orders (id int, paid boolean, note text)');
  await holder.query(`INSERT INTO orders VALUES (1, true, 'first'), (2, false, NULL)`);
});
afterAll(async () => {
  await holder?.end();
  await database?.drop();
});

const asking = askWith(addresses);
const ask = (config: object, context = {}) => asking(postgres, { url: 'env:SHOP_DB', ...config }, context);
const withAddress = (name: string, change: (url: URL) => void): string => {
  const url = new URL(database.url);
  change(url);
  addresses[`env:${name}`] = url.href;
  return `env:${name}`;
};

/** Asks a server that accepts connections and is no database. */
async function askSocket(onConnection: (socket: Socket) => void) {
  const server = createServer(onConnection);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const url = withAddress('SOCKET', (address) => Object.assign(address, { hostname: '127.0.0.1', port: String(port) }));
  const result = await ask({ url, timeoutMs: 300 });
  server.close();
  return result;
}

describe('postgres: the answer', () => {
  it('passes when the database answers at all', async () => {
    expect(await ask({})).toMatchObject({ verdict: 'pass', observed: '1' });
  });

  it.each([
    ['a number', 'SELECT count(*) FROM orders', { equals: 2 }, '2'],
    ['a text', 'SELECT note FROM orders WHERE id = 1', { equals: 'first' }, 'first'],
    ['a truth value', 'SELECT paid FROM orders WHERE id = 2', { equals: false }, 'f'],
    ['NULL', 'SELECT note FROM orders WHERE id = 2', { equals: null }, 'NULL'],
    ['bounds', 'SELECT sum(id)::numeric / 2 FROM orders;', { atLeast: 1.5, below: 2 }, '1.5000000000000000'],
  ])('passes when %s is the expected one', async (_name, query, expected, observed) => {
    expect(await ask({ query, ...expected })).toMatchObject({ verdict: 'pass', observed });
  });

  it('fails on another answer, on NULL within bounds, and without a row', async () => {
    expect(await ask({ query: 'SELECT count(*) FROM orders', above: 2 })).toMatchObject({
      verdict: 'fail',
      observed: '2, wanted > 2',
    });
    expect(await ask({ query: 'SELECT NULL', atMost: 0 })).toMatchObject({
      verdict: 'fail',
      observed: 'NULL, wanted ≤ 0',
    });
    expect(await ask({ query: 'SELECT id FROM orders WHERE id = 9', equals: 9 })).toMatchObject({
      verdict: 'fail',
      observed: 'no row, wanted = 9',
    });
  });

  it('is an error with several rows', async () => {
    expect(await ask({ query: 'SELECT generate_series(1, 100000000)', equals: 1 })).toMatchObject({
      verdict: 'error',
      observed: 'the query gives several rows: let it give one',
    });
  });
});

describe('postgres: it only reads', () => {
  it.each([
    ['a function that writes', `SELECT setval('counter', 7)`, 'read-only transaction'],
    ['a statement behind it', 'SELECT 1; DROP TABLE orders', 'multiple commands'],
    ['an end of the transaction behind it', 'SELECT 1; COMMIT; DROP TABLE orders', 'multiple commands'],
    [
      'a WITH that writes',
      'WITH gone AS (DELETE FROM orders RETURNING id) SELECT count(*) FROM gone',
      'data-modifying',
    ],
  ])('refuses %s', async (_name, query, words) => {
    await holder.query('CREATE SEQUENCE IF NOT EXISTS counter');
    expect(await ask({ query, equals: 1 })).toMatchObject({
      verdict: 'error',
      observed: expect.stringContaining(words),
    });
    const { rows } = await holder.query(
      'SELECT (SELECT count(*) FROM orders) AS orders, last_value, is_called FROM counter',
    );
    expect(rows).toEqual([{ orders: '2', last_value: '1', is_called: false }]);
  });
});

describe('postgres: a database that does not answer', () => {
  it('fails when a statement is too slow, and the server stops it', async () => {
    const { verdict, observed } = await ask({ query: 'SELECT pg_sleep(60)', equals: '', timeoutMs: 300 });
    expect(verdict).toBe('fail');
    expect(observed).toMatch(/statement timeout|no answer in time/);
    await expect
      .poll(
        async () =>
          (await holder.query(`SELECT 1 FROM pg_stat_activity WHERE query LIKE 'FETCH%' AND state = 'active'`))
            .rowCount,
      )
      .toBe(0);
  });

  it('fails when it is refused, dropped or silent', async () => {
    const closed = await closedPort();
    const url = withAddress('CLOSED', (address) =>
      Object.assign(address, { hostname: '127.0.0.1', port: String(closed) }),
    );
    expect(await ask({ url })).toMatchObject({ verdict: 'fail', observed: 'connection refused (ECONNREFUSED)' });
    expect(await askSocket((socket) => socket.destroy())).toMatchObject({ verdict: 'fail' });
    expect(await askSocket(() => undefined)).toMatchObject({ verdict: 'fail', observed: 'no answer in time' });
  });

  it('is an error when the caller interrupts it', async () => {
    const controller = new AbortController();
    const answer = ask({ query: 'SELECT pg_sleep(60)', equals: '' }, { signal: controller.signal });
    setTimeout(() => controller.abort(), 200);
    expect(await answer).toMatchObject({ verdict: 'error', observed: 'interrupted before it was answered' });
  });
});

describe('postgres: what cannot be asked', () => {
  it('is an error when the query is wrong or the database is not there', async () => {
    expect(await ask({ query: 'SELECT x FROM nothing', equals: 1 })).toMatchObject({
      verdict: 'error',
      observed: 'refused: relation "nothing" does not exist (42P01)',
    });
    const url = withAddress('OTHER', (address) => Object.assign(address, { pathname: '/no_such_database' }));
    expect(await ask({ url })).toMatchObject({ verdict: 'error', observed: expect.stringContaining('3D000') });
  });

  it('never asks a metadata address', async () => {
    const url = withAddress('METADATA', (address) => Object.assign(address, { hostname: '169.254.169.254' }));
    expect(await ask({ url })).toMatchObject({ verdict: 'error', observed: expect.stringContaining('never asked') });
  });

  it('is an error when the reference holds something else, or nothing', async () => {
    addresses['env:WEB'] = `https://user:${CANARY}@shop.example`;
    expect(await ask({ url: 'env:WEB' })).toMatchObject({
      verdict: 'error',
      observed: 'env:WEB holds no postgres:// address',
    });
    expect(await ask({ url: 'env:MISSING' })).toMatchObject({ verdict: 'error' });
  });
});

describe('postgres: secrets', () => {
  it('are not told, even when the server repeats them', async () => {
    const role = `shop_${process.pid}`;
    await holder.query(`CREATE ROLE ${role} LOGIN PASSWORD '${CANARY}'`);
    const url = withAddress('LOGIN', (address) => Object.assign(address, { username: role, password: CANARY }));
    const results = [
      await ask({ url, query: `SELECT '${'x'.repeat(95)}' || '${CANARY}'`, equals: 'other' }),
      await ask({ url, query: `SELECT '${CANARY}'::int`, equals: 1 }),
      await ask({ url, query: 'SELECT 1 FROM secret_table', equals: 1 }),
    ];
    await holder.query(`DROP ROLE ${role}`);
    expect(results.map(({ verdict }) => verdict)).toEqual(['fail', 'error', 'error']);
    for (const part of [CANARY, encodeURIComponent(CANARY), CANARY.slice(0, 7)])
      expect(JSON.stringify(results)).not.toContain(part);
  });
});
