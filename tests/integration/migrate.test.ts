import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrate } from '@/lib/db/migrate';
import { emptyDatabase, type TestDatabase } from '../setup/database';
import { prisma } from '../setup/prisma-cli';

const MIGRATIONS = path.resolve(import.meta.dirname, '../../prisma/migrations');
const NAMES = readdirSync(MIGRATIONS)
  .filter((name) => !name.includes('.'))
  .sort();

let database: TestDatabase;
let folder: string;

beforeEach(async () => {
  database = await emptyDatabase();
  folder = mkdtempSync(path.join(os.tmpdir(), 'repli-migrations-'));
  cpSync(MIGRATIONS, folder, { recursive: true });
});

afterEach(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

function add(name: string, sql: string): void {
  mkdirSync(path.join(folder, name));
  writeFileSync(path.join(folder, name, 'migration.sql'), sql);
}

async function tableExists(name: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query('SELECT to_regclass($1) IS NOT NULL AS found', [name]);
  await client.end();
  return rows[0].found;
}

test('of three that start at once, one applies and the others wait', async () => {
  const applied = await Promise.all([1, 2, 3].map(() => migrate(database.url, folder)));
  expect(applied.toSorted((a, b) => b.length - a.length)).toEqual([NAMES, [], []]);
});

test("Prisma's command line agrees that nothing is left to do", async () => {
  await migrate(database.url, folder);
  const { code, output } = await prisma(['migrate', 'status'], database.url);
  expect(output).toContain('Database schema is up to date');
  expect(code).toBe(0);
});

test('only what is new is applied', async () => {
  await migrate(database.url, folder);
  add('29990101000000_more', 'CREATE TABLE more (id int)');
  expect(await migrate(database.url, folder)).toEqual(['29990101000000_more']);
  expect(await tableExists('more')).toBe(true);
});

test('a failing migration leaves nothing behind and is not tried again before someone looked', async () => {
  add('29990101000000_bad', 'CREATE TABLE half (id int); SELECT 1 / 0;');
  await expect(migrate(database.url, folder)).rejects.toThrow('29990101000000_bad failed: division by zero');
  expect(await tableExists('half')).toBe(false);
  await expect(migrate(database.url, folder)).rejects.toThrow('prisma migrate resolve');
});

test('a migration that was edited after it was applied is refused', async () => {
  await migrate(database.url, folder);
  appendFileSync(path.join(folder, NAMES[0] ?? '', 'migration.sql'), '-- edited');
  await expect(migrate(database.url, folder)).rejects.toThrow('was edited after it was applied');
});
