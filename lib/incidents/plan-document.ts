import { db } from '@/lib/db/client';
import type { PlanDocument } from '@/lib/domain/snapshot';

/** The commands, diffs and write steps of a plan, by the digest that its event carries; null when there is none. */
export async function readPlanDocument(digest: string): Promise<PlanDocument | null> {
  const row = await db().planDocument.findUnique({ where: { digest } });
  return row ? (row.content as unknown as PlanDocument) : null;
}
