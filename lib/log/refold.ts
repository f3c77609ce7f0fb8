import type { Prisma } from '@/lib/db/generated/client';
import { fold } from '@/lib/domain/fold';
import type { IncidentState } from '@/lib/domain/state';
import { readEvents } from './read';

/** Folds the whole log again: after a redaction, or when the stored state has another version's shape. */
export async function refold(tx: Prisma.TransactionClient, incidentId: string): Promise<IncidentState> {
  const state = fold(await readEvents(tx, incidentId));
  if (!state) throw new Error(`Incident ${incidentId} has no events to fold.`);
  return state;
}
