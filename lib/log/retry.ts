import { setTimeout as sleep } from 'node:timers/promises';

/** Another transaction took a lock between our look and our write: looking again lets `decide` say who holds it. */
export class LostRaceError extends Error {
  override readonly name = 'LostRaceError';
}

/**
 * 40001 serialization failure, 40P01 deadlock (PostgreSQL, appendix A), P2034 Prisma's name for both,
 * P2002 a unique key: someone else declared this incident, so the second look finds it.
 */
const TRANSIENT: ReadonlySet<unknown> = new Set(['40001', '40P01', 'P2034', 'P2002', 'TransactionWriteConflict']);

/** Whether trying the same transaction again may work. Prisma nests the driver's error, so the whole chain is asked. */
export function isTransient(error: unknown, depth = 0): boolean {
  if (error instanceof LostRaceError) return true;
  if (typeof error !== 'object' || error === null || depth > 6) return false;
  const parts = error as Record<string, unknown>;
  if ([parts.code, parts.originalCode, parts.kind].some((code) => TRANSIENT.has(code))) return true;
  return [parts.cause, parts.meta, parts.driverAdapterError].some((inner) => isTransient(inner, depth + 1));
}

/**
 * Connections refused, reset or ended by the server: 08xxx and 57P0x (PostgreSQL, appendix A), system errors, and
 * Prisma's names for them (P1001, P1002, P1008, P1017, P2024, P2028).
 */
const AWAY =
  /^(?:08\w{3}|57P0[1-5]|P1001|P1002|P1008|P1017|P2024|P2028|ECONN\w+|EPIPE|ENOTFOUND|ETIMEDOUT|DatabaseNotReachable|ConnectionClosed|SocketTimeout)$/;
/** What pg says without a code. */
const AWAY_WORDS =
  /Connection terminated|server closed the connection|Client has encountered a connection error|timeout exceeded when trying to connect/;

/** Whether the database could not be reached, or hung up: what was asked may or may not have been carried out. */
export function isDatabaseAway(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > 6) return false;
  const parts = error as Record<string, unknown>;
  if ([parts.code, parts.originalCode, parts.kind].some((code) => typeof code === 'string' && AWAY.test(code)))
    return true;
  if (typeof parts.message === 'string' && AWAY_WORDS.test(parts.message)) return true;
  return [parts.cause, parts.meta, parts.driverAdapterError].some((inner) => isDatabaseAway(inner, depth + 1));
}

/** Tries `attempt` again, up to `attempts` times in all, after a short random wait that grows; rethrows anything else. */
export async function withRetries<T>(attempt: () => Promise<T>, attempts = 6): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (tried >= attempts || !isTransient(error)) throw error;
      await sleep(Math.random() * 10 * 2 ** tried);
    }
  }
}
