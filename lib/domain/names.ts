import type { IncidentEvent } from './event';
import type { FollowUpWords } from './follow-up-text';
import type { IncidentState, RunState, RunTarget } from './state';

type StepNames = { component: string; target: string };

/** Names for the ids that events hold; an id that is not known stands for itself. */
export interface Names {
  step(ref: { runId: string; stepId: string }): StepNames;
  /** The step of this run that failed with these words before; null where that is not known. */
  failed(runId: string, error: string): StepNames | null;
  /** "web → 1.4.2, api → 56"; empty when the run is not known. */
  targets(runId: string): string;
  check(checkId: string): string;
  channel(channelId: string): string;
  followUp(followUpId: string): FollowUpWords & { kind: string };
  component(componentId: string): string;
}

/** `log` up to `seq`, oldest first, is where a failure is looked for. */
export function namesIn(state: IncidentState | null, log: readonly IncidentEvent[], seq: number): Names {
  const targetsOf = (runId: string): RunTarget[] => runsOf(state).find(({ id }) => id === runId)?.targets ?? [];
  const step: Names['step'] = ({ runId, stepId }) => {
    const target = targetsOf(runId).find((candidate) => candidate.stepId === stepId);
    return { component: target?.componentName ?? stepId, target: target?.to.label ?? '' };
  };
  return {
    step,
    failed: (runId, error) => {
      const failed = log.findLast(
        (event) =>
          event.type === 'step.failed' && event.seq < seq && event.data.runId === runId && event.data.error === error,
      );
      return failed?.type === 'step.failed' ? step(failed.data) : null;
    },
    targets: (runId) =>
      targetsOf(runId)
        .map(({ componentName, to }) => `${componentName} → ${to.label}`)
        .join(', '),
    check: (checkId) => state?.checks.find(({ id }) => id === checkId)?.name ?? checkId,
    channel: (channelId) => state?.service.channels.find(({ id }) => id === channelId)?.label ?? channelId,
    followUp: (followUpId) => {
      const followUp = state?.followUps.find(({ id }) => id === followUpId);
      return followUp ?? { kind: 'other', text: '' };
    },
    component: (componentId) => state?.service.components.find(({ id }) => id === componentId)?.name ?? componentId,
  };
}

function runsOf(state: IncidentState | null): RunState[] {
  if (state === null) return [];
  return state.run ? [...state.pastRuns, state.run] : state.pastRuns;
}
