import { fromPrisma } from 'pg-boss';
import type { Prisma } from '@/lib/db/generated/client';
import type { IncidentEvent } from '@/lib/domain/event';
import type { IncidentState } from '@/lib/domain/state';
import { getBoss } from '@/lib/queue/boss';
import type { JobData, QueueName } from '@/lib/queue/queues';

export type Job = {
  [Q in QueueName]: { queue: Q; data: JobData[Q]; singletonKey?: string; startAfterSeconds?: number };
}[QueueName];

/** Sends jobs within the given transaction, so that work exists exactly when its events do. */
export type Outbox = (tx: Prisma.TransactionClient, jobs: Job[]) => Promise<void>;

/** The work that just-appended events ask for; `state` is the one after them. */
export function jobsFor(state: IncidentState, events: IncidentEvent[]): Job[] {
  const jobs = events.flatMap((event) => jobsOf(state, event));
  if (state.status === 'open' && (state.phase === 'execution' || state.phase === 'verification')) {
    const { incidentId } = state;
    jobs.push({ queue: 'checks.sample', data: { incidentId }, singletonKey: incidentId });
  }
  // The draft follows the timeline until somebody edits it; its own events say nothing new.
  if (state.phase === 'debrief' && events.some(({ type }) => !type.startsWith('postmortem.'))) {
    const { incidentId } = state;
    jobs.push({ queue: 'postmortem.draft', data: { incidentId }, singletonKey: incidentId });
  }
  return jobs;
}

function jobsOf(state: IncidentState, { incidentId, type, data }: IncidentEvent): Job[] {
  switch (type) {
    case 'objection.opened': {
      const startAfterSeconds = Math.ceil((state.settings.objectionMs ?? 0) / 1000);
      return [{ queue: 'run.start', data: { incidentId, hash: data.hash }, startAfterSeconds }];
    }
    case 'run.started':
    case 'run.resumed':
    case 'run.pause_requested':
    case 'run.abort_requested':
    case 'step.retried':
    case 'step.skipped':
      return [{ queue: 'run.advance', data: { incidentId, runId: data.runId }, singletonKey: data.runId }];
    case 'followup.restore_requested':
      return [{ queue: 'followup.restore', data: { incidentId, followUpId: data.followUpId } }];
    case 'followup.check_requested':
      return [{ queue: 'followup.check', data: { incidentId, followUpId: data.followUpId } }];
    case 'message.queued':
      return data.channels.map(({ id: channelId }) => ({
        queue: 'message.deliver',
        data: { incidentId, messageId: data.messageId, channelId },
      }));
    default:
      return [];
  }
}

/**
 * The default outbox. A queue of policy `stately` keeps one waiting job per singletonKey: another one is dropped
 * by the insert, as the waiting one will see these events too.
 */
export const sendJobs: Outbox = async (tx, jobs) => {
  if (jobs.length === 0) return;
  const boss = await getBoss();
  for (const { queue, data, singletonKey, startAfterSeconds: startAfter } of jobs) {
    await boss.send(queue, data, {
      db: fromPrisma(tx),
      ...(singletonKey ? { singletonKey } : {}),
      ...(startAfter ? { startAfter } : {}),
    });
  }
};
