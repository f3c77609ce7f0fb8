import { type PostgresQuery, withPostgres } from '@/lib/net/guarded-postgres';
import type { Credentials } from '../contract';
import { postgresAddress } from '../postgres-address';
import type { MigrationsConfig } from './config';
import { databaseError } from './failure';

/** The live database, and a way to ask it. */
export interface Database {
  config: MigrationsConfig;
  /** For sentences: the reference, as the address holds a password. */
  name: string;
  /** A transaction that cannot write. */
  read<T>(what: string, signal: AbortSignal, work: (query: PostgresQuery) => Promise<T>): Promise<T>;
  /**
   * One transaction: `commit` is answered by the work, and anything thrown takes it all back. Each statement has its
   * time, and a connection that is cut ends what runs on it.
   */
  write(
    what: string,
    signal: AbortSignal,
    work: (query: PostgresQuery) => Promise<'commit' | 'rollback'>,
  ): Promise<void>;
}

/** Errors of both: see `databaseError`. */
export function createDatabase(
  config: MigrationsConfig,
  credentials: Credentials,
  hide: (secret: string) => void,
): Database {
  const name = `The database of ${config.url}`;
  const session = async <T>(
    what: string,
    outer: AbortSignal,
    work: (query: PostgresQuery) => Promise<T>,
  ): Promise<T> => {
    const { url, schema } = postgresAddress(await credentials.resolve(config.url), config.url, hide);
    const signal = AbortSignal.any([outer, AbortSignal.timeout(config.timeoutSeconds * 1_000)]);
    try {
      return await withPostgres(url, signal, async (query) => {
        await query('BEGIN');
        if (schema !== null) await query("SELECT set_config('search_path', quote_ident($1), true)", [schema]);
        return work(query);
      });
    } catch (error) {
      throw databaseError(error, name, what, signal);
    }
  };
  return {
    config,
    name,
    read: (what, signal, work) =>
      session(what, signal, async (query) => {
        await query('SET TRANSACTION READ ONLY; SET LOCAL statement_timeout = 10000');
        return work(query);
      }),
    write: (what, signal, work) =>
      session(what, signal, async (query) => {
        await limit(query, config);
        await query((await work(query)) === 'commit' ? 'COMMIT' : 'ROLLBACK');
      }),
  };
}

async function limit(query: PostgresQuery, { lockTimeoutSeconds, statementTimeoutSeconds }: MigrationsConfig) {
  const ms = (seconds: number) => String(Math.ceil(seconds * 1_000));
  await query("SELECT set_config('lock_timeout', $1, true), set_config('statement_timeout', $2, true)", [
    ms(lockTimeoutSeconds),
    ms(statementTimeoutSeconds),
  ]);
  // Since PostgreSQL 14; without it a statement whose client is gone runs to its end before it is taken back.
  await query("SELECT set_config(name, '1000', true) FROM pg_settings WHERE name = 'client_connection_check_interval'");
}
