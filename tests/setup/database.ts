import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { migrate } from '@/lib/db/migrate';
import { identify } from '@/scripts/lib/process-identity';
import { testPostgres } from '@/scripts/test/postgres';

const ROOT = path.resolve(import.meta.dirname, '../..');
const MIGRATIONS = path.join(ROOT, 'prisma/migrations');
/** An advisory lock of ours, so that processes that start together make the template once. */
const TEMPLATE_LOCK = 5_390_117;

export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

let prepared: Promise<{ admin: string; template: string }> | undefined;

/** A database of the test's own with all migrations applied, cloned from a template in a few tens of milliseconds. */
export async function freshDatabase(): Promise<TestDatabase> {
  prepared ??= prepareTemplate();
  const { admin, template } = await prepared;
  return create(admin, template);
}

/** A database without any table, to migrate in the test. */
export async function emptyDatabase(): Promise<TestDatabase> {
  prepared ??= prepareTemplate();
  const { admin } = await prepared;
  return create(admin, 'template0');
}

async function create(admin: string, template: string): Promise<TestDatabase> {
  const name = `test_${process.pid}_${randomUUID().replaceAll('-', '')}`;
  await query(admin, `CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY file_copy`);
  return { url: withDatabase(admin, name), drop: () => query(admin, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

async function prepareTemplate(): Promise<{ admin: string; template: string }> {
  const { url: admin } = await testPostgres(path.join(ROOT, '.data'));
  const template = `template_${migrationsDigest()}`;
  const client = new pg.Client({ connectionString: admin });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1 AND datistemplate', [
      template,
    ]);
    if (!rowCount) await makeTemplate(client, admin, template);
    await dropLeftovers(client);
  } finally {
    await client.end();
  }
  return { admin, template };
}

/** Marked as a template last, so that one whose making was interrupted is made anew. */
async function makeTemplate(client: pg.Client, admin: string, template: string): Promise<void> {
  await client.query(`DROP DATABASE IF EXISTS ${template} WITH (FORCE)`);
  await client.query(`CREATE DATABASE ${template}`);
  await migrate(withDatabase(admin, template), MIGRATIONS);
  await client.query(`ALTER DATABASE ${template} IS_TEMPLATE true ALLOW_CONNECTIONS false`);
}

/** Killed test runs cannot drop what they made: each database's name tells the process that made it. */
async function dropLeftovers(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ datname: string }>(
    "SELECT datname FROM pg_database WHERE datname LIKE 'test\\_%'",
  );
  for (const { datname } of rows) {
    if (!identify(Number(datname.split('_')[1]))) await client.query(`DROP DATABASE IF EXISTS ${datname} WITH (FORCE)`);
  }
}

/** Changed migrations get a template of their own. */
function migrationsDigest(): string {
  const hash = createHash('sha256');
  for (const file of readdirSync(MIGRATIONS, { recursive: true, encoding: 'utf8' }).sort()) {
    if (file.endsWith('.sql')) hash.update(file).update(readFileSync(path.join(MIGRATIONS, file)));
  }
  return hash.digest('hex').slice(0, 16);
}

function withDatabase(connectionString: string, name: string): string {
  const url = new URL(connectionString);
  url.pathname = `/${name}`;
  return url.href;
}

async function query(connectionString: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
