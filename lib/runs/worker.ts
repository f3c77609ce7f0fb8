import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import os from 'node:os';
import { draftByItself } from '@/lib/incidents/postmortem';
import { startUnopposed } from '@/lib/incidents/start-unopposed';
import { logger } from '@/lib/logger';
import { getBoss, stopBoss } from '@/lib/queue/boss';
import type { JobData } from '@/lib/queue/queues';
import { advanceRun } from './advance';
import { checkFollowUp } from './check-follow-up';
import { workClockwork } from './clockwork';
import { deliverMessage } from './deliver-message';
import { makeBackup } from './make-backup';
import { restoreAutomation } from './restore-automation';
import { startSampling } from './sampling';
import { startSweeping } from './sweep';

/** A run in hand mostly waits for its platform: more than this wait for a slice (60 s at most) of those before them. */
const RUNS_IN_HAND = 16;

export interface Worker {
  /** Interrupts what is under way at its next safe point; the log says where another worker goes on. */
  stop(): Promise<void>;
}

/** Takes runs, samples and messages from the queue until stopped. One per process; any number of processes. */
export async function startWorker(): Promise<Worker> {
  const boss = await getBoss();
  const name = `${os.hostname()}:${process.pid}:${randomUUID().slice(0, 8)}`;
  const shutdown = new AbortController();
  // Everything in hand listens, and how much that is has no bound.
  setMaxListeners(0, shutdown.signal);
  // A killed worker's job is retried without a notification: polling must stay quick beside LISTEN.
  const polling = { pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 2 };
  const options = { ...polling, localConcurrency: 8, heartbeatRefreshSeconds: 4 };

  const advancing = { ...options, localConcurrency: RUNS_IN_HAND };
  await boss.work<JobData['run.advance']>('run.advance', advancing, async ([job]) => {
    if (!job) return;
    const { incidentId, runId } = job.data;
    const outcome = await advanceRun(incidentId, runId, name, shutdown.signal);
    // A run that another worker holds is found by the sweep as soon as nobody holds it: a job that waited for its time
    // would keep the sweep's from being queued.
    if (outcome === 'again') await boss.send('run.advance', job.data, { singletonKey: runId });
  });
  const sampling = startSampling(name, shutdown.signal);
  await boss.work<JobData['checks.sample']>('checks.sample', options, async ([job]) => {
    if (job) sampling.begin(job.data.incidentId);
  });
  await boss.work<JobData['run.start']>('run.start', options, async ([job]) => {
    if (!job) return;
    const outcome = await startUnopposed(job.data.incidentId, job.data.hash);
    if (outcome === 'again') throw new Error('the countdown is not over yet');
  });
  const delivering = { ...options, includeMetadata: true as const };
  await boss.work<JobData['message.deliver'], void, typeof delivering>('message.deliver', delivering, async ([job]) => {
    if (job) await deliverMessage(job.data, job.retryCount >= job.retryLimit, shutdown.signal);
  });
  await boss.work<JobData['followup.restore'], void, typeof delivering>(
    'followup.restore',
    delivering,
    async ([job]) => {
      if (job) await restoreAutomation(job.data, job.retryCount >= job.retryLimit, shutdown.signal);
    },
  );
  await boss.work<JobData['backup.make']>('backup.make', options, async ([job]) => {
    if (job) await makeBackup(job.data.backupId, shutdown.signal);
  });
  await boss.work<JobData['followup.check'], void, typeof delivering>('followup.check', delivering, async ([job]) => {
    if (job) await checkFollowUp(job.data, job.retryCount >= job.retryLimit, shutdown.signal);
  });
  await boss.work<JobData['postmortem.draft']>('postmortem.draft', polling, async ([job]) => {
    if (job) await draftByItself(job.data.incidentId);
  });
  await workClockwork(boss, shutdown.signal);
  const stopSweeping = await startSweeping();
  logger.info({ worker: name }, 'worker ready');

  return {
    async stop() {
      stopSweeping();
      shutdown.abort(new Error('the worker stops'));
      await Promise.all([sampling.ended(), stopBoss()]);
    },
  };
}
