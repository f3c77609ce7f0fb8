import { createHash } from 'node:crypto';
import type { PostgresQuery, PostgresRow } from '@/lib/net/guarded-postgres';
import { ProviderError } from '../error';
import type { Database } from './database';

/** The advisory lock of Prisma Migrate (prisma-engines, sql-schema-connector, `acquire_lock`). */
export const PRISMA_LOCK = '72707369';

/** A row of `_prisma_migrations` that counts: one that was not rolled back. */
export interface Entry {
  id: string;
  name: string;
  checksum: string;
  /** `failed`: begun and never finished. Prisma applies nothing more until it is resolved. */
  state: 'applied' | 'failed';
  /** ISO 8601. */
  at: string;
  /** What Prisma kept of its failure. */
  logs: string;
}

export interface Ledger {
  /** Newest first, in the order in which they were applied. */
  entries: Entry[];
  current: Entry;
  /** Of all entries: another one means that somebody changed the ledger. */
  digest: string;
  /** Who holds Prisma's lock at this moment. */
  holder: string | null;
}

const ROWS = `
  SELECT id, migration_name, checksum, coalesce(logs, '') AS logs, (finished_at IS NOT NULL)::text AS finished,
    to_char(started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at
  FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at DESC, migration_name DESC`;

const HOLDER = `
  SELECT format('%s (process %s, since %s)', coalesce(nullif(application_name, ''), usename), a.pid, state_change) AS holder
  FROM pg_locks l JOIN pg_stat_activity a USING (pid)
  WHERE locktype = 'advisory' AND granted AND classid = 0 AND objid = ${PRISMA_LOCK}
    AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND a.pid <> pg_backend_pid()`;

/** Errors: `not_found` without a ledger or with an empty one, those of the database. */
export function readLedger(database: Database, signal: AbortSignal): Promise<Ledger> {
  return database.read('reading the ledger of its migrations', signal, (query) => ledgerIn(query, database.name));
}

/** The same within a transaction. */
export async function ledgerIn(query: PostgresQuery, name: string): Promise<Ledger> {
  const entries = (await query(ROWS)).map(entryFrom);
  const [current] = entries;
  if (!current)
    throw new ProviderError('not_found', `${name} has no migration yet: apply one before anything can go back.`);
  const [held] = await query(HOLDER);
  const digest = createHash('sha256')
    .update(JSON.stringify(entries.map(({ id, name, state, checksum }) => [id, name, state, checksum])))
    .digest('hex');
  return { entries, current, digest, holder: held?.holder ?? null };
}

function entryFrom(row: PostgresRow): Entry {
  const { id, migration_name, checksum, finished, at, logs } = row;
  return {
    id: id ?? '',
    name: migration_name ?? '',
    checksum: checksum ?? '',
    state: finished === 'true' ? 'applied' : 'failed',
    at: at ?? '',
    logs: logs ?? '',
  };
}

/** The line by which a key finds again what it wrote. */
export const markOf = (key: string): string => `repli: ${key}`;

/** Whether this key has changed the ledger already, whatever became of it since. */
export async function isDone(query: PostgresQuery, key: string): Promise<boolean> {
  const rows = await query("SELECT 1 FROM _prisma_migrations WHERE $1 = ANY (string_to_array(logs, E'\\n')) LIMIT 1", [
    markOf(key),
  ]);
  return rows.length > 0;
}
