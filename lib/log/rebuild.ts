import { db } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import { incidentColumns, reproject } from './projections';
import { refold } from './refold';

/**
 * Makes every incident's state, columns and projections anew from its events, one transaction each, so that the
 * console can stay up. Returns how many incidents there are.
 */
export async function rebuildAll(): Promise<number> {
  const incidents = await db().incident.findMany({ select: { id: true }, orderBy: { number: 'asc' } });
  for (const { id } of incidents)
    await db().$transaction((tx) => rebuild(tx, id), { maxWait: 10_000, timeout: 60_000 });
  return incidents.length;
}

async function rebuild(tx: Prisma.TransactionClient, incidentId: string): Promise<void> {
  await tx.$executeRaw`SELECT 1 FROM incidents WHERE id = ${incidentId} FOR UPDATE`;
  const state = await refold(tx, incidentId);
  const last = await tx.event.findUniqueOrThrow({
    where: { incidentId_seq: { incidentId, seq: state.lastSeq } },
    select: { hash: true },
  });
  const data = { ...incidentColumns(state), lastHash: last.hash };
  await tx.incident.update({ where: { id: incidentId }, data, select: { id: true } });
  await reproject(tx, state);
}
