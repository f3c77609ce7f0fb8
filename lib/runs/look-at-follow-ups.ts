import { db } from '@/lib/db/client';
import { getBoss } from '@/lib/queue/boss';

/** Each is looked at once in this time at most, however often the round comes. */
const EACH_SECONDS = 60 * 60;
/** The newest first: what has been open for years is looked at when somebody asks. */
const MOST = 500;

/** Asks for a look at every open follow-up whose provider can tell; the queue takes one of each for each hour. */
export async function lookAtFollowUps(shutdown: AbortSignal): Promise<void> {
  const open = await db().followUp.findMany({
    where: { done: false, verifiable: true },
    orderBy: { openedAt: 'desc' },
    take: MOST,
    select: { id: true, incidentId: true },
  });
  const boss = await getBoss();
  for (const { id, incidentId } of open) {
    if (shutdown.aborted) return;
    const once = { singletonKey: id, singletonSeconds: EACH_SECONDS };
    await boss.send('followup.check', { incidentId, followUpId: id }, once);
  }
}
