import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { emptyDatabase, type TestDatabase } from '../setup/database';
import { prisma } from '../setup/prisma-cli';

const ROOT = path.resolve(import.meta.dirname, '../..');
let database: TestDatabase;
/** A project of its own, since these commands write migrations. */
let project: string;

beforeEach(async () => {
  database = await emptyDatabase();
  project = mkdtempSync(path.join(ROOT, '.data/prisma-'));
  for (const part of ['prisma', 'prisma.config.ts'])
    cpSync(path.join(ROOT, part), path.join(project, part), { recursive: true });
  mkdirSync(path.join(project, 'scripts'));
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(project, 'node_modules'));
});

afterEach(async () => {
  await database.drop();
  rmSync(project, { recursive: true });
});

const run = (...args: string[]) => prisma(args, database.url, project);

async function databases(): Promise<string[]> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query('SELECT datname FROM pg_database');
  await client.end();
  return rows.map(({ datname }) => datname);
}

test('the migrations lead to exactly the schema', async () => {
  const diff = await run(
    'migrate',
    'diff',
    '--from-migrations',
    'prisma/migrations',
    '--to-schema',
    'prisma/schema.prisma',
    '--exit-code',
  );
  expect(diff.output).toContain('No difference detected');
  expect(diff.code).toBe(0);
});

test('migrate deploy applies the migrations, functions with semicolons included, and removes its shadow database', async () => {
  expect(await run('migrate', 'deploy')).toMatchObject({ code: 0 });
  expect((await run('migrate', 'status')).output).toContain('up to date');
  expect((await databases()).filter((name) => name.startsWith('prisma_migrate_shadow'))).toEqual([]);
});

test('migrate dev writes a migration for a changed schema', async () => {
  await run('migrate', 'deploy');
  const schema = path.join(project, 'prisma/schema.prisma');
  writeFileSync(schema, `${readFileSync(schema, 'utf8')}\nmodel Extra {\n  id String @id\n}\n`);
  const { output } = await run('migrate', 'dev', '--name', 'extra');
  const written = readdirSync(path.join(project, 'prisma/migrations')).find((name) => name.endsWith('_extra'));
  expect(written, output).toBeDefined();
  const sql = readFileSync(path.join(project, 'prisma/migrations', written ?? '', 'migration.sql'), 'utf8');
  expect(sql).toContain('CREATE TABLE "Extra"');
  expect(sql).not.toContain('"users"');
});

test('a database that does not answer is reported as such', async () => {
  const { code, output } = await prisma(['migrate', 'status'], 'postgresql://repli:x@127.0.0.1:1/none', project);
  expect(code).toBe(1);
  expect(output).toContain('P1001');
});
