import { db } from '@/lib/db/client';
import type { WorkingCopy } from '@/lib/domain/views';

/** Keeps what a person is writing, apart from what is saved and from what others write. */
export async function keepWorkingCopy(
  incidentId: string,
  userId: string,
  copy: { body: string; version: number },
): Promise<void> {
  const row = { ...copy, updatedAt: new Date() };
  await db().postmortemWorkingCopy.upsert({
    where: { incidentId_userId: { incidentId, userId } },
    create: { incidentId, userId, ...row },
    update: row,
  });
}

export async function dropWorkingCopy(incidentId: string, userId: string): Promise<void> {
  await db().postmortemWorkingCopy.deleteMany({ where: { incidentId, userId } });
}

export async function readWorkingCopy(incidentId: string, userId: string): Promise<WorkingCopy | null> {
  const row = await db().postmortemWorkingCopy.findUnique({ where: { incidentId_userId: { incidentId, userId } } });
  return row && { body: row.body, version: row.version, at: row.updatedAt.toISOString() };
}
