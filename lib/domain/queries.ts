import type { CheckState, IncidentState, RunState, RunTarget, StepState, StepStatus } from './state';

/** Questions that evolve, decide, the policy and the screens ask of a state in the same way. */

/** The start message is queued, was marked as sent by hand, or the commander broke the glass on it (rule 2). */
export function isAnnounced(state: IncidentState): boolean {
  return state.messages.some((m) => m.kind === 'start') || state.glass.some((g) => g.rule === 'start_message');
}

const ENDED: ReadonlySet<RunState['status']> = new Set(['aborted', 'finished']);

/** The run that still owns its plan, paused or not; null once it ended. */
export function activeRun(state: IncidentState): RunState | null {
  return state.run && !ENDED.has(state.run.status) ? state.run : null;
}

const SETTLED: ReadonlySet<StepStatus> = new Set(['converged', 'healthy', 'unhealthy', 'skipped', 'undone']);

/** Nothing more is written for a settled step. */
export function isSettled(step: StepState): boolean {
  return SETTLED.has(step.status);
}

const UNDER_WAY: ReadonlySet<StepStatus> = new Set(['checkpointed', 'intended', 'requested', 'converged']);

/**
 * Whether the service's checks are looked at once it has converged: nothing is healthier for a suspended automation, nor
 * while what answers them was stopped.
 */
export function isLookedAt({ action, whileStopped }: Pick<StepState, 'action' | 'whileStopped'>): boolean {
  return !whileStopped && (action === undefined || action === 'resume' || action === 'canary');
}

/** Begun, and not yet at its end: a run does not pause in the middle of it. */
export function isUnderWay(step: StepState): boolean {
  return UNDER_WAY.has(step.status) && (step.status !== 'converged' || isLookedAt(step));
}

/** The steps whose turn it is: the first wave that is not settled. Empty when nothing is left to write. */
export function currentWave(run: RunState): StepState[] {
  const first = run.steps.find((step) => !isSettled(step));
  return first ? run.steps.filter((step) => step.wave === first.wave && !isSettled(step)) : [];
}

/** The wave that people see at work: one that has converged is looked at, or held, before the next one begins. */
export function waveAtWork(run: RunState): StepState[] {
  const begun = run.steps.find(isUnderWay);
  return begun ? run.steps.filter(({ wave }) => wave === begun.wave) : currentWave(run);
}

/**
 * Since when a step could go on, ISO 8601: the earlier waves ended, it was retried, or the run resumed. What it may
 * take counts from here.
 */
export function turnSince(run: RunState, step: StepState): string {
  const earlier = run.steps
    .filter(({ wave }) => wave < step.wave)
    .map(({ observedAt, convergedAt }) => observedAt ?? convergedAt);
  const times = [run.startedAt, run.resumedAt, step.retriedAt, ...earlier].filter((at) => at !== undefined);
  return times.reduce((latest, at) => (ms(at) > ms(latest) ? at : latest));
}

/** A call without an answer may have been carried out: its provider says where the component stands. A refusal wrote nothing. */
const mayHaveChanged = ({ operation, convergedAt, intendedAt, failure }: StepState): boolean =>
  Boolean(operation ?? convergedAt) || (intendedAt !== undefined && (failure?.retryable ?? true));

/** The last run that ended, with the steps that can be taken back, last one first; null when there are none. */
export function undoable(state: IncidentState): { run: RunState; steps: StepState[] } | null {
  if (activeRun(state)) return null;
  const run = state.run ?? state.pastRuns.at(-1) ?? null;
  const isBack = ({ id, action }: StepState) =>
    action === 'resume' ||
    run?.steps.some(({ bringsBack, convergedAt }) => bringsBack === id && convergedAt) ||
    (action === undefined && run !== null && canaryBefore(run, id));
  const written = (step: StepState) =>
    step.checkpoint && mayHaveChanged(step) && step.status !== 'undone' && !isBack(step);
  const steps = run?.steps.filter(written).reverse() ?? [];
  return run && steps.length > 0 ? { run, steps } : null;
}

/** Whether a component went a part of the way first: the way back is from there, in one step. */
function canaryBefore({ steps, targets }: RunState, stepId: string): boolean {
  const componentOf = (id: string) => targets.find((target) => target.stepId === id)?.componentId;
  return steps.some(
    ({ id, action, checkpoint, operation }) =>
      action === 'canary' && checkpoint && operation && componentOf(id) === componentOf(stepId),
  );
}

/**
 * Where the step's component moves in several stages, all of them in order; else none. Steps of an automation are told
 * by their action.
 */
export function stagesOf({ targets }: Pick<RunState, 'targets'>, stepId: string): RunTarget[] {
  const own = targets.find((target) => target.stepId === stepId);
  const same = targets.filter(
    ({ componentId, action }) => componentId === own?.componentId && (!action || action === 'canary'),
  );
  return own && same.includes(own) && same.length > 1 ? same : [];
}

/** The checks that recovery is judged by: required and not waived. */
export function decidingChecks(state: IncidentState): CheckState[] {
  return state.checks.filter((check) => check.required && !check.waived);
}

/** Milliseconds since the epoch of an ISO 8601 time. */
export function ms(iso: string): number {
  return Date.parse(iso);
}
