import type { Queue } from 'pg-boss';

/** What each queue's jobs carry: ids only, as a job's row outlives the texts that an admin may redact. */
export interface JobData {
  'run.advance': { incidentId: string; runId: string };
  'checks.sample': { incidentId: string };
  'run.start': { incidentId: string; hash: string };
  'message.deliver': { incidentId: string; messageId: string; channelId: string };
  'followup.restore': { incidentId: string; followUpId: string };
  'followup.check': { incidentId: string; followUpId: string };
  'postmortem.draft': { incidentId: string };
  'backup.make': { backupId: string };
  'incidents.remind': Record<string, never>;
  'followups.look': Record<string, never>;
  'retention.prune': Record<string, never>;
  'readiness.look': Record<string, never>;
}
export type QueueName = keyof JobData;

/**
 * Stately: one job waiting and one active for each key (a run, an incident), never two workers on the same thing.
 * The heartbeat lets another worker take over about 12 s after a kill -9.
 */
const advancing = {
  policy: 'stately',
  notify: true,
  heartbeatSeconds: 10,
  expireInSeconds: 300,
  retryLimit: 10,
  retryDelay: 1,
} as const;

/** Work that comes round by itself: what one round leaves, the next one does. A round's row is kept until its slot is over. */
const recurring = {
  policy: 'stately',
  heartbeatSeconds: 10,
  expireInSeconds: 600,
  retryLimit: 0,
  deleteAfterSeconds: 2 * 60 * 60,
} as const;

/** One call or two to a provider, tried again when it is away. */
const onFollowUp = {
  policy: 'standard',
  notify: true,
  heartbeatSeconds: 10,
  expireInSeconds: 120,
  retryLimit: 3,
  retryDelay: 1,
} as const;

export const QUEUE_OPTIONS: Record<QueueName, Omit<Queue, 'name'>> = {
  'run.advance': advancing,
  'checks.sample': advancing,
  'run.start': { policy: 'standard', notify: true, retryLimit: 10, retryDelay: 1 },
  'message.deliver': {
    policy: 'standard',
    notify: true,
    retryLimit: 5,
    retryDelay: 2,
    retryBackoff: true,
    retryDelayMax: 60,
  },
  'followup.restore': { ...onFollowUp, expireInSeconds: 360 },
  // A row is kept for longer than the hour in which it stands for its follow-up.
  'followup.check': { ...onFollowUp, deleteAfterSeconds: 2 * 60 * 60 },
  'backup.make': {
    policy: 'standard',
    notify: true,
    heartbeatSeconds: 10,
    expireInSeconds: 120,
    retryLimit: 10,
    retryDelay: 2,
  },
  'postmortem.draft': { policy: 'stately', notify: true, retryLimit: 5, retryDelay: 2 },
  'incidents.remind': recurring,
  'followups.look': recurring,
  'retention.prune': recurring,
  'readiness.look': recurring,
};
