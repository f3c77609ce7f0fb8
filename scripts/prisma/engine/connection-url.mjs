/** Parameters that only Prisma understands: PostgreSQL would refuse them. */
const PRISMA_ONLY = ['schema', 'connection_limit', 'pool_timeout', 'pgbouncer', 'connect_timeout'];

/** Splits Prisma's URL into what PostgreSQL takes, the database's name and the schema. */
export function readUrl(url) {
  if (!url) throw new Error('No database is configured: set DATABASE_URL.');
  const parsed = new URL(url);
  const schema = parsed.searchParams.get('schema') ?? undefined;
  for (const name of PRISMA_ONLY) parsed.searchParams.delete(name);
  return { connectionString: parsed.href, database: decodeURIComponent(parsed.pathname.slice(1)), schema };
}

/** The same server, another database. */
export function withDatabase(connectionString, database) {
  const url = new URL(connectionString);
  url.pathname = `/${encodeURIComponent(database)}`;
  return url.href;
}
