import type { RunState, StepState } from '@/lib/domain/state';

/** The steps of a run that failed and are not decided upon; none of a run that ended. */
export function failedSteps(run: RunState | null): StepState[] {
  return run && !run.endedAt ? run.steps.filter(({ status }) => status === 'failed') : [];
}

/** The run stands before the choice of retry, skip or abort. */
export function asksAboutFailure(run: RunState): boolean {
  return failedSteps(run).length > 0 && run.status !== 'aborting';
}
