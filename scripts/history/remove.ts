import { db } from '@/lib/db/client';
import { PREFIX } from './cast';
import { countMade } from './guard';

/** Tables that hold rows of an incident, those that others refer to last. */
const TABLES = [
  'events',
  'postmortems',
  'postmortem_entries',
  'postmortem_working_copies',
  'follow_ups',
  'revision_verdicts',
  'incidents',
] as const;

/**
 * Removes what `makeHistory` made and nothing else; answers how many incidents that was. The trigger that keeps events
 * for ever is off for this one transaction, in which nobody else can write events.
 */
export async function removeHistory(): Promise<number> {
  const count = await countMade();
  await db().$transaction(
    async (tx) => {
      await tx.$executeRaw`ALTER TABLE events DISABLE TRIGGER events_append_only`;
      for (const table of TABLES) {
        const column = table === 'incidents' ? 'id' : 'incident_id';
        await tx.$executeRawUnsafe(`DELETE FROM ${table} WHERE ${column} LIKE $1`, `${PREFIX}%`);
      }
      await tx.$executeRaw`DELETE FROM services WHERE id LIKE ${`${PREFIX}%`}`;
      await tx.$executeRaw`ALTER TABLE events ENABLE TRIGGER events_append_only`;
    },
    { maxWait: 10_000, timeout: 120_000 },
  );
  return count;
}
