import { z } from 'zod';
import type { LeftBehind, Settled } from '../contract';
import type { Rds } from './client';

const dataSchema = z.object({ resourceId: z.string() });

/** The follow-up that `settled` can tell of. */
export const DELETE_OLD = 'delete_old_database';

/** Whether the database that was replaced is gone. Its name may live on, as another one may bear it: its resource id does not. */
export async function settled(
  rds: Rds,
  { kind, checkpoint }: LeftBehind,
  signal: AbortSignal,
): Promise<Settled | null> {
  const data = dataSchema.safeParse(checkpoint?.data);
  if (kind !== DELETE_OLD || !data.success) return null;
  const { resourceId } = data.data;
  const all = await rds.kind.list(rds, () => true, signal);
  const old = all.find((database) => database.resourceId === resourceId);
  return old
    ? { done: false, evidence: `${old.id} (${resourceId}) is still there: ${old.status}.` }
    : { done: true, evidence: `Amazon has no database ${resourceId} any more.` };
}
