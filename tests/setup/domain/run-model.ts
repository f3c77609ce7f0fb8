import type { RunState, StepState } from '@/lib/domain/state';

/** A run as a person pictures it: steps in waves, a worker that may be dead, and whether it goes, stops or stands. */
export interface RunModel {
  run: RunState['status'];
  /** A person's pause outlives what happens to steps. */
  pausedByPerson: boolean;
  steps: StepModel[];
  isWorkerAlive: boolean;
}

export interface StepModel {
  id: string;
  wave: number;
  status: StepState['status'];
  hasCheckpoint: boolean;
}

const SETTLED = ['converged', 'healthy', 'unhealthy', 'skipped'];
const UNDER_WAY = ['checkpointed', 'intended', 'requested', 'converged'];
export const UNWRITTEN = ['planned', 'checkpointed', 'intended', 'requested'];
/** Where a worker takes a step next. */
export const NEXT: Partial<Record<StepModel['status'], StepModel['status']>> = {
  planned: 'checkpointed',
  checkpointed: 'intended',
  intended: 'requested',
  requested: 'converged',
  converged: 'healthy',
};

export const hasEnded = ({ run }: RunModel): boolean => run === 'finished' || run === 'aborted';
export const isSettled = ({ status }: StepModel): boolean => SETTLED.includes(status);
export const isUnderWay = ({ status }: StepModel): boolean => UNDER_WAY.includes(status);
export const hasFailed = ({ status }: StepModel): boolean => status === 'failed';

/** Every wave before the step's has come to its end. */
export const isItsTurn = ({ steps }: RunModel, step: StepModel): boolean =>
  steps.every((other) => other.wave >= step.wave || isSettled(other));

/** A worker begins what is due while the run goes, and only ends what it began while it stops. */
export function canWorkOn(model: RunModel, step: StepModel): boolean {
  if (!model.isWorkerAlive || NEXT[step.status] === undefined) return false;
  if (model.run === 'running') return isItsTurn(model, step);
  return model.run === 'pausing' && isUnderWay(step);
}

/** The steps beside this one come to their end before the run stands; for a person where one had asked. */
export function standStill(model: RunModel, besides: StepModel): void {
  const others = model.steps.some((step) => step !== besides && isUnderWay(step));
  model.pausedByPerson &&= model.run === 'pausing';
  model.run = others ? 'pausing' : 'paused';
}

/** After a person decided on a step: on it goes, unless they paused it or another one waits for them. */
export function goOn(model: RunModel): void {
  if (!model.pausedByPerson && !model.steps.some(hasFailed)) model.run = 'running';
}
