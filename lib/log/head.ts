import type { Prisma } from '@/lib/db/generated/client';
import { type IncidentState, STATE_VERSION } from '@/lib/domain/state';
import { refold } from './refold';

type Tx = Prisma.TransactionClient;

/**
 * A process that sleeps or whose machine is gone in the middle of a transaction would keep its locks until TCP gives up,
 * and with them everybody else: the database ends it after this long without a word.
 */
const LONGEST_SILENCE_MS = 5_000;

/** Where an incident's log ends. */
export interface Head {
  state: IncidentState;
  lastSeq: number;
  lastAt: Date;
  lastHash: string;
}

/** Locks the incident's row until commit and reads it; null when there is none. Refolds a state of another version. */
export async function lockIncident(tx: Tx, incidentId: string): Promise<Head | null> {
  const rows = await tx.$queryRaw<(Head & { stateVersion: number })[]>`
    SELECT state, state_version AS "stateVersion", last_seq AS "lastSeq", last_at AS "lastAt", last_hash AS "lastHash",
      set_config('idle_in_transaction_session_timeout', ${String(LONGEST_SILENCE_MS)}, true)
    FROM incidents WHERE id = ${incidentId} FOR UPDATE`;
  const row = rows[0];
  if (!row) return null;
  const { stateVersion, ...head } = row;
  return stateVersion === STATE_VERSION ? head : { ...head, state: await refold(tx, incidentId) };
}

/**
 * Database time as ISO 8601 with milliseconds, never before `notBefore`. `now()` would be when the transaction
 * began, before it waited for the lock; a clock that was set back must not reorder the log either.
 */
export async function readNow(tx: Tx, notBefore: Date | null): Promise<string> {
  const rows = await tx.$queryRaw<{ now: Date }[]>`SELECT date_trunc('milliseconds', clock_timestamp()) AS now`;
  const now = rows[0]?.now ?? new Date(0);
  return (notBefore && notBefore > now ? notBefore : now).toISOString();
}

/** The next incident's number. A refused declaration leaves a gap, as sequences do. */
export async function nextNumber(tx: Tx): Promise<number> {
  const rows = await tx.$queryRaw<{ number: number }[]>`
    SELECT nextval(pg_get_serial_sequence('incidents', 'number'))::int AS number`;
  const number = rows[0]?.number;
  if (number === undefined) throw new Error('The sequence of incident numbers gave no number.');
  return number;
}
