import { db } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import type { IncidentEvent } from '@/lib/domain/event';
import { readEvents } from './read';

export interface EventsPage {
  /** Oldest first. */
  events: IncidentEvent[];
  hasOlder: boolean;
}

/** The newest `limit` events of an incident, or the newest of those with a smaller seq than `before`. */
export async function readEventsPage(
  incidentId: string,
  { before, limit }: { before?: number; limit: number },
  tx: Prisma.TransactionClient = db(),
): Promise<EventsPage> {
  const range = { newestFirst: true, limit: limit + 1, ...(before === undefined ? {} : { before }) };
  const newest = await readEvents(tx, incidentId, range);
  return { events: newest.slice(0, limit).reverse(), hasOlder: newest.length > limit };
}
