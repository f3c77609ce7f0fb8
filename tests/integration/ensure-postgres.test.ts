import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EmbeddedPostgres, ensurePostgres } from '@/scripts/db/ensure-postgres';

const ROOT = path.resolve(import.meta.dirname, '../..');
let folder: string;
/** One cluster for all, since making one is slow: each test finds it as the one before left it. */
let running: EmbeddedPostgres | undefined;

beforeAll(() => {
  folder = mkdtempSync(path.join(ROOT, '.data/ensure-postgres-'));
  chmodSync(folder, 0o711);
});

afterAll(() => {
  running?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const ensure = async () => {
  running = await ensurePostgres(path.join(folder, 'pg'), 'repli');
  return running;
};
const pidFile = ({ home }: EmbeddedPostgres) => path.join(home, 'data/postmaster.pid');
const postmaster = (postgres: EmbeddedPostgres) => Number.parseInt(readFileSync(pidFile(postgres), 'utf8'), 10);

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

test('what was committed is there after kill -9 of the server', async () => {
  const first = await ensure();
  await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS n');
  process.kill(postmaster(first), 'SIGKILL');
  const second = await ensure();
  expect(await query(second.url, 'SELECT n FROM kept')).toEqual([{ n: 42 }]);
});

test('a running server is adopted', async () => {
  const first = await ensure();
  const pid = postmaster(first);
  const second = await ensure();
  expect(second.adopted).toBe(true);
  expect(postmaster(second)).toBe(pid);
  expect(second.url).toBe(first.url);
});

test('two that start it at the same time get the same server', async () => {
  (await ensure()).stop();
  const [one, two] = await Promise.all([ensure(), ensure()]);
  expect(one.url).toBe(two.url);
});

test('a process id that belongs to another program by now does not pass for the server', async () => {
  const first = await ensure();
  const contents = readFileSync(pidFile(first), 'utf8');
  first.stop();
  writeFileSync(pidFile(first), contents.replace(/^\d+/, String(process.pid)));
  const second = await ensure();
  expect(await query(second.url, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
});

test('a port that another program took meanwhile is given up', async () => {
  const first = await ensure();
  first.stop();
  const port = Number(new URL(first.url).port);
  const squatter = net.createServer().listen(port, '127.0.0.1');
  const second = await ensure();
  expect(new URL(second.url).port).not.toBe(String(port));
  squatter.close();
});

test('what an interrupted creation left is replaced', async () => {
  const first = await ensure();
  first.stop();
  rmSync(path.join(first.home, 'connection.json'));
  const second = await ensure();
  expect(await query(second.url, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
});

test('only the owner can read the password', async () => {
  const { url, home } = await ensure();
  const record = path.join(home, 'connection.json');
  expect(readFileSync(record, 'utf8')).toContain(new URL(url).password);
  expect(statSync(record).mode & 0o777).toBe(0o600);
  const wrong = new URL(url);
  wrong.password = 'guess';
  await expect(query(wrong.href, 'SELECT 1')).rejects.toThrow('password authentication failed');
});

test('a checkout that only its owner can enter will do, and two such checkouts share nothing', async () => {
  const checkout = path.join(folder, 'private');
  mkdirSync(checkout, { mode: 0o700 });
  const one = await ensurePostgres(path.join(checkout, 'one'), 'repli');
  const two = await ensurePostgres(path.join(checkout, 'two'), 'repli');
  expect(await query(one.url, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
  expect(two.home).not.toBe(one.home);
  for (const postgres of [one, two]) {
    postgres.stop();
    rmSync(postgres.home, { recursive: true });
  }
});
