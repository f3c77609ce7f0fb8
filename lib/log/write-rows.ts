import type { Prisma } from '@/lib/db/generated/client';
import type { IncidentState } from '@/lib/domain/state';
import { incidentColumns } from './projections';
import type { StoredEvent } from './seal';

type Tx = Prisma.TransactionClient;

/*
 * Each command writes these rows. As model calls they cost several times the CPU of all the rest of the command:
 * Prisma walks through every value of the state and compiles a query with it.
 */

/** Brings an incident's row up to its newest event; `id` and `number` never change. */
export async function updateIncident(tx: Tx, state: IncidentState, lastHash: string): Promise<void> {
  const columns = incidentColumns(state);
  await tx.$executeRaw`
    UPDATE incidents SET
      title = ${columns.title}, class = ${columns.class}, status = ${columns.status}, phase = ${columns.phase},
      drill = ${columns.drill}, commander_id = ${columns.commanderId}, commander = ${columns.commander},
      declared_at = ${columns.declaredAt}, closed_at = ${columns.closedAt}, outcome = ${columns.outcome},
      last_seq = ${columns.lastSeq}, last_at = ${columns.lastAt}, last_hash = ${lastHash},
      state = ${JSON.stringify(state)}::jsonb, state_version = ${columns.stateVersion}
    WHERE id = ${state.incidentId}`;
}

/** Appends sealed events of one incident. */
export async function insertEvents(tx: Tx, incidentId: string, rows: StoredEvent[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO events (incident_id, seq, type, at, payload, texts, prev_hash, hash)
    SELECT ${incidentId}, seq, type, at::timestamptz, payload, texts::jsonb, prev_hash, hash
    FROM unnest(
      ${rows.map(({ seq }) => seq)}::int[], ${rows.map(({ type }) => type)}::text[],
      ${rows.map(({ at }) => at.toISOString())}::text[], ${rows.map(({ payload }) => payload)}::text[],
      ${rows.map(({ texts }) => JSON.stringify(texts))}::text[], ${rows.map(({ prevHash }) => prevHash)}::text[],
      ${rows.map(({ hash }) => hash)}::text[]
    ) AS event (seq, type, at, payload, texts, prev_hash, hash)`;
}
