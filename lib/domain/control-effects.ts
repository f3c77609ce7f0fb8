import { currentWave, isSettled, isUnderWay, stagesOf, undoable } from './queries';
import type { IncidentState, RunState, StepState } from './state';

/** What a control does to some components, said before it is pressed; each has a sentence under `room.effect`. */
export const EFFECTS = [
  'pause_after',
  'pause_before',
  'pause_coming',
  'pause_useless',
  'resume_cancel',
  'resume_with',
  'resume_finish',
  'resume_undecided',
  'abort_stays',
  'abort_cancelled',
  'abort_left',
  'abort_not_begun',
  'abort_nothing',
  'abort_coming',
  'retry_asks',
  'skip_leaves',
  'then_waits',
  'then_paused',
  'then_goes_on',
  'then_finishes',
  'undo_back',
] as const;
export type EffectCode = (typeof EFFECTS)[number];

export interface Effect {
  code: EffectCode;
  /** Names of the components that it is about. */
  components: string[];
  /** Label of the revision that they are on then. */
  revision?: string;
}

/** `possible`: what pressing would do now; otherwise why pressing would do nothing. Who may press is the policy's. */
export interface Outlook {
  possible: boolean;
  effects: Effect[];
}

const yes = (...effects: Effect[]): Outlook => ({ possible: true, effects });
const no = (...effects: Effect[]): Outlook => ({ possible: false, effects });

const targetOf = (run: RunState, { id }: StepState) => run.targets.find(({ stepId }) => stepId === id);
const isStage = (run: RunState, { id }: StepState): boolean => stagesOf(run, id).length > 0;
/** Where a component has several steps, its name alone would not tell which of them is meant. */
const nameOf = (run: RunState, step: StepState): string => {
  const target = targetOf(run, step);
  if (!target) return step.id;
  return target.action || isStage(run, step) ? `${target.componentName} (${target.to.label})` : target.componentName;
};
const about = (run: RunState, code: EffectCode, steps: readonly StepState[]): Effect => ({
  code,
  components: steps.map((step) => nameOf(run, step)),
});

/** Where a component is then. It is in one place, however many stages led there. */
function placed(run: RunState, code: EffectCode, step: StepState, end: 'from' | 'to'): Effect {
  const target = targetOf(run, step);
  const effect = about(run, code, [step]);
  if (!target) return effect;
  return {
    code,
    components: isStage(run, step) ? [target.componentName] : effect.components,
    revision: target[end].label,
  };
}

/** A later stage has written, or may have: where this one led is no longer where the component is. */
function isOvertaken(run: RunState, { id }: StepState): boolean {
  const stages = stagesOf(run, id);
  const later = stages.slice(stages.findIndex(({ stepId }) => stepId === id) + 1);
  return later.some(({ stepId }) => {
    const status = run.steps.find((step) => step.id === stepId)?.status;
    return status !== 'planned' && status !== 'checkpointed' && status !== 'skipped';
  });
}

/** What the platform has been asked for and has not reached. */
const converging = (run: RunState): StepState[] =>
  run.steps.filter((step) => isUnderWay(step) && step.status !== 'converged');

/** A run pauses between steps: once those under way have ended, before the next wave. */
export function pauseOutlook(run: RunState): Outlook {
  const moving = converging(run);
  if (run.status === 'aborting') return no(about(run, 'abort_coming', moving));
  if (run.status === 'pausing') return no(about(run, 'pause_coming', moving));
  const begun = run.steps.filter((step) => isUnderWay(step) || isSettled(step));
  const ahead = run.steps.filter((step) => !begun.includes(step));
  if (ahead.length === 0) return no(about(run, 'pause_useless', moving));
  return yes(moving.length > 0 ? about(run, 'pause_after', moving) : about(run, 'pause_before', currentWave(run)));
}

/** Takes a coming pause back, or goes on with what is next; not while a failed step waits for a decision. */
export function resumeOutlook(run: RunState): Outlook {
  const failed = run.steps.filter(({ status }) => status === 'failed');
  if (failed.length > 0) return no(about(run, 'resume_undecided', failed));
  if (run.status === 'pausing') return yes(about(run, 'resume_cancel', []));
  const next = currentWave(run);
  return yes(about(run, next.length > 0 ? 'resume_with' : 'resume_finish', next));
}

/** Nothing is begun any more, what is under way is cancelled where the platform can, what is done stays. */
export function abortOutlook(run: RunState): Outlook {
  if (run.status === 'aborting') return no(about(run, 'abort_coming', converging(run)));
  const done = run.steps.filter((step) => isSettled(step) && step.status !== 'skipped' && !isOvertaken(run, step));
  const asked = run.steps.filter(({ status }) => status === 'intended' || status === 'requested');
  const failed = run.steps.filter(({ status }) => status === 'failed');
  const ahead = run.steps.filter(({ status }) => status === 'planned' || status === 'checkpointed');
  const effects = [
    ...done.map((step) => placed(run, 'abort_stays', step, 'to')),
    ...(asked.length > 0 ? [about(run, 'abort_cancelled', asked)] : []),
    ...(failed.length > 0 ? [about(run, 'abort_left', failed)] : []),
    ...(ahead.length > 0 ? [about(run, 'abort_not_begun', ahead)] : []),
  ];
  return yes(...(ahead.length === run.steps.length ? [about(run, 'abort_nothing', [])] : effects));
}

/** The platform is asked where the step stands before anything is written once more. */
export function retryOutlook(run: RunState, step: StepState): Outlook {
  const after = afterDecision(run, step);
  const asks = about(run, 'retry_asks', [step]);
  return yes(asks, ...after.filter(({ code }) => code === 'then_waits' || code === 'then_paused'));
}

/** The component stays as it is, and the run goes on without it. */
export function skipOutlook(run: RunState, step: StepState): Outlook {
  return yes(about(run, 'skip_leaves', [step]), ...afterDecision(run, step));
}

/** Where the run goes once this failed step was decided upon. */
function afterDecision(run: RunState, step: StepState): Effect[] {
  const others = run.steps.filter(({ id, status }) => id !== step.id && status === 'failed');
  if (others.length > 0) return [about(run, 'then_waits', others)];
  if (run.pausedBecause?.cause === 'person') return [about(run, 'then_paused', [])];
  const skipped: RunState = {
    ...run,
    steps: run.steps.map((other) => (other.id === step.id ? { ...other, status: 'skipped' } : other)),
  };
  const next = currentWave(skipped);
  return [about(run, next.length > 0 ? 'then_goes_on' : 'then_finishes', next)];
}

/** What the undo of the last ended run would put back, last step first; null when there is nothing to take back. */
export function undoOutlook(state: IncidentState): Outlook | null {
  const written = undoable(state);
  if (written === null) return null;
  const { run, steps } = written;
  return yes(...steps.map((step) => placed(run, 'undo_back', step, 'from')));
}
