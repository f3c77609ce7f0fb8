import { currentWave, isUnderWay } from '@/lib/domain/queries';
import type { IncidentState, RunState, StepState } from '@/lib/domain/state';
import { readState } from '@/lib/log/read-state';
import { logger } from '@/lib/logger';
import { holdClaim } from './hold-claim';
import { onAbortRequested } from './on-abort-requested';
import { Refused, record, WORKER } from './record';
import { settleAbort } from './settle-abort';
import { driveStep } from './step/drive';
import type { Grip } from './step-context';

/** One job advances a run for at most this long, then sends itself again: no job lives as long as a rollout. */
const SLICE_MS = 60_000;
const MOVED_ON = 'the run moved on without this worker';

/** `done`: nothing is left to do for now. `again`: send the job again at once. `held`: another worker has the run. */
export type Advanced = 'done' | 'again' | 'held';

/**
 * Advances a run as far as this slice allows, from wherever the log says that it stands. Whatever ends it early (the
 * process, the claim, the database) leaves a log from which the next worker goes on.
 */
export async function advanceRun(
  incidentId: string,
  runId: string,
  worker: string,
  shutdown: AbortSignal,
): Promise<Advanced> {
  const slice = AbortSignal.timeout(SLICE_MS);
  if (!(await isMoving(incidentId, runId))) return 'done';
  const outcome = await holdClaim(incidentId, runId, worker, async (claim, lost) => {
    const abort = await onAbortRequested(incidentId, runId);
    const interrupted = AbortSignal.any([slice, shutdown, lost]);
    const grip = { incidentId, claim, signal: AbortSignal.any([interrupted, abort.signal]) };
    try {
      while (!interrupted.aborted) {
        const state = await readState(incidentId);
        const run = state?.run;
        if (!state || run?.id !== runId || !(await advanceOnce(state, run, grip))) return 'done';
      }
      if (lost.aborted) logger.info({ runId }, MOVED_ON);
      return 'again';
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      logger.info({ runId, code: error.code }, MOVED_ON);
      return 'again';
    } finally {
      abort.stop();
    }
  });
  return outcome ?? ((await isMoving(incidentId, runId)) ? 'held' : 'done');
}

async function isMoving(incidentId: string, runId: string): Promise<boolean> {
  const run = (await readState(incidentId))?.run;
  return run?.id === runId && (run.status === 'running' || run.status === 'pausing' || run.status === 'aborting');
}

/** Brings the steps whose turn it is as far as they go; false when the run waits for a person or has ended. */
async function advanceOnce(state: IncidentState, run: RunState, grip: Grip): Promise<boolean> {
  const { incidentId, claim } = grip;
  if (run.status === 'aborting') return settleAbort(state, run, claim);
  if (run.status !== 'running' && run.status !== 'pausing') return false;
  const steps = stepsToDrive(run);
  if (steps.length > 0) {
    const driven = await Promise.allSettled(steps.map((step) => driveStep(grip, step.id)));
    const broken = driven.find((result) => result.status === 'rejected');
    if (broken) throw broken.reason;
    return true;
  }
  const last = run.status === 'pausing' ? 'run.settle_pause' : 'run.finish';
  if (last === 'run.finish' && currentWave(run).length > 0) return false;
  await record(incidentId, { type: last, runId: run.id, fence: claim.fence }, WORKER);
  return false;
}

/** Everything begun comes to its end; a run that pauses begins nothing more. */
function stepsToDrive(run: RunState): StepState[] {
  const begun = run.steps.filter(isUnderWay);
  if (run.status === 'pausing') return begun;
  // A wave that converged is looked at before the next one begins.
  if (begun.some((step) => step.status === 'converged')) return begun;
  return currentWave(run).filter((step) => step.status !== 'failed');
}
