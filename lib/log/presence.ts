import { db } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import type { PresentPerson } from '@/lib/domain/snapshot';

/** A person whose streams have all been silent for this long has left. */
const EXPIRES_MS = 45_000;
const FORGOTTEN_MS = 60 * 60_000;
/** More faces than this are of no use in a room, and each one costs every reader some bytes. */
const SHOWN = 100;

export interface Visitor {
  userId: string;
  name: string;
}

/** Marks people as present in an incident's room now (database time). */
export async function touchPresence(incidentId: string, visitors: Visitor[]): Promise<void> {
  // Sorted, so that two replicas that touch the same people lock the rows in the same order.
  const people = [...new Map(visitors.map((visitor) => [visitor.userId, visitor])).values()].sort((a, b) =>
    a.userId < b.userId ? -1 : 1,
  );
  if (people.length === 0) return;
  const ids = people.map(({ userId }) => userId);
  const names = people.map(({ name }) => name);
  await db().$executeRaw`
    INSERT INTO presence (incident_id, user_id, name, seen_at)
    SELECT ${incidentId}, user_id, name, clock_timestamp()
    FROM unnest(${ids}::text[], ${names}::text[]) AS visitor (user_id, name)
    ON CONFLICT (incident_id, user_id) DO UPDATE SET name = excluded.name, seen_at = excluded.seen_at`;
}

/** Deletes who has left long ago. */
export async function forgetVisitors(): Promise<void> {
  await db().$executeRaw`DELETE FROM presence WHERE seen_at < now() - ${FORGOTTEN_MS} * interval '1 millisecond'`;
}

/** Who is in the room, by name. */
export async function readPresence(incidentId: string, tx: Prisma.TransactionClient = db()): Promise<PresentPerson[]> {
  const rows = await tx.$queryRaw<{ userId: string; name: string; seenAt: Date }[]>`
    SELECT user_id AS "userId", name, seen_at AS "seenAt" FROM presence
    WHERE incident_id = ${incidentId} AND seen_at > clock_timestamp() - ${EXPIRES_MS} * interval '1 millisecond'
    ORDER BY name, user_id LIMIT ${SHOWN}`;
  return rows.map(({ seenAt, ...person }) => ({ ...person, seenAt: seenAt.toISOString() }));
}
