import type { Prisma } from '@/lib/db/generated/client';
import type { LockHolder } from '@/lib/domain/facts';
import { LostRaceError } from './retry';

/**
 * Who else holds these real things (rule 6). A row stands for an unfinished run, because the transaction that
 * logs a run's end deletes its rows.
 */
export async function findHolders(
  tx: Prisma.TransactionClient,
  resourceKeys: string[],
  runId: string | null,
): Promise<LockHolder[]> {
  if (resourceKeys.length === 0) return [];
  const rows = await tx.resourceLock.findMany({
    where: { resourceKey: { in: resourceKeys }, ...(runId ? { runId: { not: runId } } : {}) },
    orderBy: { resourceKey: 'asc' },
  });
  return rows.map(({ resourceKey, incidentId, incidentNumber, runId }) => ({
    resourceKey,
    incidentId,
    incidentNumber,
    runId,
  }));
}

/** Takes every lock of a run, or throws LostRaceError when another run was quicker, which undoes the transaction. */
export async function takeLocks(
  tx: Prisma.TransactionClient,
  keys: string[],
  run: { incidentId: string; incidentNumber: number; runId: string },
): Promise<void> {
  // Sorted, so that two runs that want the same things wait for each other in one direction only.
  const wanted = [...new Set(keys)].sort();
  const taken = await tx.resourceLock.createMany({
    data: wanted.map((resourceKey) => ({ resourceKey, ...run })),
    skipDuplicates: true,
  });
  if (taken.count < wanted.length) throw new LostRaceError(`Another run took a lock that run ${run.runId} wants.`);
}

export async function releaseLocks(tx: Prisma.TransactionClient, runId: string): Promise<void> {
  await tx.resourceLock.deleteMany({ where: { runId } });
}
