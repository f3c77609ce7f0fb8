import { db } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import { type IncidentState, STATE_VERSION } from '@/lib/domain/state';
import { refold } from './refold';

/** An incident's state as of its last event, or null when there is no such incident. Takes no lock. */
export async function readState(
  incidentId: string,
  tx: Prisma.TransactionClient = db(),
): Promise<IncidentState | null> {
  const row = await tx.incident.findUnique({ where: { id: incidentId }, select: { state: true, stateVersion: true } });
  if (!row) return null;
  // Another version's shape, before or after a deployment: the log gives this version's.
  return row.stateVersion === STATE_VERSION ? (row.state as unknown as IncidentState) : refold(tx, incidentId);
}
