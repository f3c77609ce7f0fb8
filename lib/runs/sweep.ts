import { db } from '@/lib/db/client';
import { logger } from '@/lib/logger';
import { getBoss } from '@/lib/queue/boss';
import { wind } from './clockwork';

/** A claim lives for 12 s after its worker's last word, and a dead worker is to be replaced within 15 s. */
const CLAIMED_EVERY_MS = 1_000;
const ROUNDS_EVERY_MS = 5_000;

/** Sweeps now and from then on, until the returned function is called. */
export async function startSweeping(): Promise<() => void> {
  const stops = [every(CLAIMED_EVERY_MS, sweepClaimed), every(ROUNDS_EVERY_MS, sweepRounds)];
  await Promise.all([sweepClaimed(), sweepRounds()]);
  return () => {
    for (const stop of stops) stop();
  };
}

/** One that takes longer than its interval is not joined by another: a slow database would have ever more to do. */
function every(intervalMs: number, sweep: () => Promise<void>): () => void {
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    sweep()
      .catch((cause: unknown) => logger.warn({ err: cause }, 'sweep failed'))
      .finally(() => {
        busy = false;
      });
  }, intervalMs);
  return () => clearInterval(timer);
}

const sweepClaimed = async () => void (await Promise.all([sweepRuns(), sweepSampling()]));
const sweepRounds = async () => wind(await getBoss());

/** Re-queues the runs that go on by the log and are in nobody's hands; the queue drops what already has a job. */
async function sweepRuns(): Promise<void> {
  const boss = await getBoss();
  const runs = await db().$queryRaw<{ incidentId: string; runId: string }[]>`
    SELECT i.id AS "incidentId", i.state->'run'->>'id' AS "runId"
    FROM incidents i
    WHERE i.status = 'open' AND i.phase IN ('execution', 'verification')
      AND i.state->'run'->>'status' IN ('running', 'pausing', 'aborting')
      AND NOT EXISTS (
        SELECT 1 FROM run_claims c WHERE c.run_id = i.state->'run'->>'id' AND c.expires_at > clock_timestamp())`;
  for (const run of runs) await boss.send('run.advance', run, { singletonKey: run.runId });
}

/** Re-queues the sampling of the incidents that want it and that nobody samples. */
async function sweepSampling(): Promise<void> {
  const boss = await getBoss();
  const incidents = await db().$queryRaw<{ incidentId: string }[]>`
    SELECT i.id AS "incidentId" FROM incidents i
    WHERE i.status = 'open' AND i.phase IN ('execution', 'verification')
      AND NOT EXISTS (
        SELECT 1 FROM sampler_leases l WHERE l.incident_id = i.id AND l.expires_at > clock_timestamp())`;
  for (const { incidentId } of incidents) {
    await boss.send('checks.sample', { incidentId }, { singletonKey: incidentId });
  }
}
