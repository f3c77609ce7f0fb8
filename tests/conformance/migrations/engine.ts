import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { TestDatabase } from '@/tests/setup/database';

/** A database on a server that may be tested, by the variable that every tool reads. */
export const databaseUrl = process.env.DATABASE_URL || undefined;

/**
 * Whether the database that the address names holds anything of anybody: then its server is somebody's, and no test
 * makes roles and databases on it.
 */
export const holdsTables = (url: string): Promise<boolean> =>
  withClient(url, async (client) => {
    const { rowCount } = await client.query(
      `SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND n.nspname NOT LIKE 'pg\\_%'
         AND n.nspname <> 'information_schema' LIMIT 1`,
    );
    return rowCount !== 0;
  });

/** A database of the test's own on that server. */
export async function scratchDatabase(): Promise<TestDatabase> {
  const url = databaseUrl ?? '';
  const name = `repli_conformance_${randomUUID().slice(0, 8)}`;
  const query = (sql: string) => withClient(url, async (client) => void (await client.query(sql)));
  await query(`CREATE DATABASE ${name} TEMPLATE template0`);
  return {
    url: Object.assign(new URL(url), { pathname: `/${name}` }).href,
    drop: () => query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

async function withClient<T>(connectionString: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
