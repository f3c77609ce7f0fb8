import type { FollowUpState, IncidentState, RunTarget, StepState } from '@/lib/domain/state';

/** The step of a run that opened a follow-up, as the log keeps it; null when it is not there. */
export function leftBehindBy(
  { run, pastRuns }: IncidentState,
  ref: FollowUpState['step'],
): { target: RunTarget; step: StepState } | null {
  const found = [...pastRuns, ...(run ? [run] : [])].find(({ id }) => id === ref?.runId);
  const target = found?.targets.find(({ stepId }) => stepId === ref?.stepId);
  const step = found?.steps.find(({ id }) => id === ref?.stepId);
  return target && step ? { target, step } : null;
}
