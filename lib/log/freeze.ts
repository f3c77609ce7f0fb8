import type { Prisma } from '@/lib/db/generated/client';
import type { Facts } from '@/lib/domain/context';

/** The freeze that a service is in at this time (ISO 8601, database time); of several the one that ends last. */
export async function findFreeze(
  tx: Prisma.TransactionClient,
  serviceId: string,
  now: string,
): Promise<Facts['freeze']> {
  const at = new Date(now);
  const window = await tx.freezeWindow.findFirst({
    where: { serviceId, startsAt: { lte: at }, endsAt: { gt: at } },
    orderBy: { endsAt: 'desc' },
  });
  return window && { until: window.endsAt.toISOString(), reason: window.reason };
}
