import { activeRun, isSettled, isUnderWay } from '@/lib/domain/queries';
import type { IncidentState, RunState } from '@/lib/domain/state';
import type { CardSign } from '@/lib/domain/views';

/** What an open incident waits for or is doing, beyond the name of its phase; null where the phase says it all. Pure. */
export function cardSign(state: IncidentState): CardSign | null {
  const run = activeRun(state);
  if (run) return signOfRun(run);
  const { objection, plan } = state;
  if (objection && plan?.hash === objection.hash)
    return objection.raised ? { kind: 'objected' } : { kind: 'starts', at: objection.until };
  if (state.phase !== 'execution') return null;
  if (state.run?.status === 'aborted') return { kind: 'aborted' };
  return state.run === null && state.pastRuns.length > 0 ? { kind: 'not_held' } : null;
}

function signOfRun({ status, steps, pausedBecause }: RunState): CardSign {
  const failed = steps.findIndex((step) => step.status === 'failed');
  if (status === 'aborting') return { kind: 'aborting' };
  if (pausedBecause?.cause === 'abort_failed') return { kind: 'abort_failed' };
  if (failed !== -1) return { kind: 'step_failed', step: failed + 1 };
  const done = steps.filter((step) => isSettled(step) && !isUnderWay(step)).length;
  const step = Math.min(done + 1, steps.length);
  if (status === 'pausing') return { kind: 'pausing', step };
  if (status !== 'paused') return { kind: 'rolling_back', step, of: steps.length };
  if (pausedBecause?.cause === 'deadline') return { kind: 'step_late', step };
  return { kind: pausedBecause?.cause === 'checks' ? 'checks_red' : 'paused' };
}

const GOES_ON: ReadonlySet<CardSign['kind']> = new Set(['starts', 'rolling_back', 'pausing', 'aborting']);

/** Nothing goes on before somebody decides. */
export const waitsForDecision = (sign: CardSign | null): boolean => sign !== null && !GOES_ON.has(sign.kind);
