import { createHash } from 'node:crypto';
import pg from 'pg';

export interface Account {
  name: string;
  password: string;
}

/** The application, which owns its tables, and whoever only looks. */
export interface Accounts {
  owner: Account;
  reader: Account;
}

/** Their names and passwords follow from the lab's secret: several labs may share a server. */
export function accountsOf(prefix: string, secret: string): Accounts {
  const account = (name: string) => ({
    name: `${prefix}_${name}`,
    password: createHash('sha256').update(`${secret} ${name}`).digest('hex').slice(0, 32),
  });
  return { owner: account('orders'), reader: account('reader') };
}

/** Lets both in. A copy of the database keeps what is in it: this is done once for the first one. Idempotent. */
export async function admit({ owner, reader }: Accounts, databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    for (const { name, password } of [owner, reader]) {
      const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [name]);
      const verb = rowCount === 0 ? 'CREATE' : 'ALTER';
      await client.query(`${verb} ROLE ${name} LOGIN PASSWORD ${pg.escapeLiteral(password)}`);
    }
    await client.query(`
      GRANT CREATE ON SCHEMA public TO ${owner.name};
      ALTER DEFAULT PRIVILEGES FOR ROLE ${owner.name} GRANT SELECT ON TABLES TO ${reader.name}`);
  } finally {
    await client.end();
  }
}

/** The same address for another account. */
export const as = ({ name: username, password }: Account, url: string): string =>
  Object.assign(new URL(url), { username, password }).href;
