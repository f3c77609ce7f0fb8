import type { PgBoss } from 'pg-boss';
import { logger } from '@/lib/logger';
import { lookAround } from '@/lib/readiness/round';
import { lookAtFollowUps } from './look-at-follow-ups';
import { remindRooms } from './remind';
import { prune } from './retain';

/** How often each comes round. A job's row must be kept for longer (`recurring` in lib/queue/queues.ts). */
const EVERY_SECONDS = {
  'incidents.remind': 30,
  'retention.prune': 60 * 60,
  'readiness.look': 60,
  'followups.look': 5 * 60,
} as const;
type Recurring = keyof typeof EVERY_SECONDS;

const ROUNDS: Record<Recurring, (shutdown: AbortSignal) => Promise<void>> = {
  'incidents.remind': remindRooms,
  'followups.look': lookAtFollowUps,
  'retention.prune': prune,
  'readiness.look': lookAround,
};

/** Takes the rounds of recurring work from the queue, one of a kind at a time over all workers. */
export async function workClockwork(boss: PgBoss, shutdown: AbortSignal): Promise<void> {
  const options = { pollingIntervalSeconds: 5, heartbeatRefreshSeconds: 4 };
  for (const queue of recurring()) {
    await boss.work(queue, options, async () => {
      try {
        await ROUNDS[queue](shutdown);
      } catch (cause) {
        logger.warn({ err: cause, queue }, 'a round was not finished; the next one goes on');
        throw cause;
      }
    });
  }
}

/**
 * Asks for the rounds that are due. Every worker asks all the time, and the queue takes one for each slot of its
 * database's clock: no worker has to live for the next round to come. pg-boss's own schedules know minutes at best.
 */
export async function wind(boss: PgBoss): Promise<void> {
  for (const queue of recurring()) await boss.send(queue, {}, { singletonSeconds: EVERY_SECONDS[queue] });
}

const recurring = () => Object.keys(EVERY_SECONDS) as Recurring[];
