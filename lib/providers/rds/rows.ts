import { describeFailure } from '@/lib/net/failure';
import { type PostgresQuery, PostgresRefusal, withPostgres } from '@/lib/net/guarded-postgres';
import type { Credentials } from '../contract';
import { ProviderError } from '../error';
import { type PostgresAddress, postgresAddress } from '../postgres-address';
import type { RdsConfig } from './config';
import { quoted, readTables, type Table } from './tables';

/** Of all that is asked: a plan waits for it. The statements end before, so that what was counted is told. */
const DEADLINE_MS = 12_000;
const COUNTING_MS = 10_000;
const STATEMENT_MS = 4_000;

/** What a database says of the rows written since a moment: numbers alone, never a value. */
export interface WrittenRows {
  /** Exact, by a timestamp column, of one moment. */
  counted: { name: string; count: number }[];
  /** Tables with such a column that could not be counted, and why. */
  uncounted: { name: string; why: string }[];
  /** The other tables, from PostgreSQL's statistics. */
  changes: TableChanges;
}

export interface TableChanges {
  /** Rows inserted, updated and deleted since `begin`, those of transactions that were taken back included. */
  tables: { name: string; count: number }[];
  /** Since when the statistics count; null when PostgreSQL does not say. */
  begin: Date | null;
}

export type Rows =
  | { kind: 'read'; rows: WrittenRows }
  | { kind: 'elsewhere'; host: string }
  | { kind: 'unread'; why: string };

/** Asks what would be lost; null where nothing is configured. `others` are hosts of databases that are not current. */
export type RowsReader = (since: Date, others: readonly string[], signal: AbortSignal) => Promise<Rows | null>;

/** Never throws for what the database or the network answers: a plan must not wait for a database that failed. */
export function rowsReader(
  { rows: wanted }: RdsConfig,
  credentials: Credentials,
  hide: (secret: string) => void,
): RowsReader {
  return async (since, others, outer) => {
    if (!wanted) return null;
    const signal = AbortSignal.any([outer, AbortSignal.timeout(DEADLINE_MS)]);
    try {
      const address = postgresAddress(await credentials.resolve(wanted.url), wanted.url, hide);
      if (others.includes(address.host)) return { kind: 'elsewhere', host: address.host };
      return { kind: 'read', rows: await read(address, wanted, since, signal) };
    } catch (error) {
      return { kind: 'unread', why: reasonOf(error, signal) };
    }
  };
}

type Wanted = NonNullable<RdsConfig['rows']>;

/** One transaction that cannot write and sees one moment. */
async function read({ url }: PostgresAddress, wanted: Wanted, since: Date, signal: AbortSignal): Promise<WrittenRows> {
  const endsAtMs = performance.now() + COUNTING_MS;
  return withPostgres(url, signal, async (query) => {
    await query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    // A timestamp without zone is taken for UTC, which is what Prisma and most applications write.
    await query(`SET LOCAL TimeZone = 'UTC'; SET LOCAL statement_timeout = ${STATEMENT_MS}`);
    const { tables, begin } = await readTables(query, wanted);
    const counted: WrittenRows['counted'] = [];
    const uncounted: WrittenRows['uncounted'] = [];
    for (const table of tables) {
      if (table.column === null) continue;
      const answer = await count(query, table, table.column, since, endsAtMs - performance.now());
      if (typeof answer === 'number') counted.push({ name: table.name, count: answer });
      else uncounted.push({ name: table.name, why: answer.why });
    }
    const others = tables.filter(({ column }) => column === null);
    return {
      counted,
      uncounted,
      changes: { tables: others.map(({ name, changes }) => ({ name, count: changes })), begin },
    };
  });
}

/** Exact, or why not: one table that is too large or not allowed must not hide what the others say. */
async function count(
  query: PostgresQuery,
  table: Table,
  column: string,
  since: Date,
  leftMs: number,
): Promise<number | { why: string }> {
  await query('SAVEPOINT one');
  try {
    await query(`SET LOCAL statement_timeout = ${Math.max(1, Math.floor(Math.min(STATEMENT_MS, leftMs)))}`);
    const text = `SELECT count(*)::text AS count FROM ${table.source} WHERE ${quoted(column)} > $1::timestamptz`;
    const [row] = await query(text, [since.toISOString()]);
    await query('RELEASE SAVEPOINT one');
    return Number(row?.count);
  } catch (error) {
    if (!(error instanceof PostgresRefusal)) throw error;
    await query('ROLLBACK TO SAVEPOINT one');
    return { why: `${error.message} (${error.code})` };
  }
}

/** One line, without anything of the address but names that PostgreSQL itself repeats. */
function reasonOf(error: unknown, signal: AbortSignal): string {
  if (error instanceof ProviderError) return error.message.replace(/\.$/, '');
  if (error instanceof PostgresRefusal && !signal.aborted) return `${error.message} (${error.code})`;
  return describeFailure(error, signal).text;
}
