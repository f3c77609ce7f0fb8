import { db } from '@/lib/db/client';

/** What people call an incident by, in INC-12 the 12; null when there is no such incident. */
export async function incidentNumber(id: string): Promise<number | null> {
  const row = await db().incident.findUnique({ where: { id }, select: { number: true } });
  return row?.number ?? null;
}
