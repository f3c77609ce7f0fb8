import fc from 'fast-check';
import type { Command } from '@/lib/domain/command';
import { health } from './facts';
import { LEA, WORKER } from './people';
import { expectSame } from './run-check';
import {
  canWorkOn,
  goOn,
  hasEnded,
  hasFailed,
  isItsTurn,
  isSettled,
  isUnderWay,
  NEXT,
  type RunModel,
  type StepModel,
  standStill,
  UNWRITTEN,
} from './run-model';
import { prepareUndo, type RunWorld, workCommand } from './run-world';

type Move = fc.Command<RunModel, RunWorld>;

/** One thing that can happen: when, what is asked of Repli, and what it makes of the picture. */
function move(
  name: string,
  can: (model: RunModel) => boolean,
  ask: (world: RunWorld, model: RunModel) => void,
  change: (model: RunModel) => void,
): Move {
  return {
    check: can,
    run(model, world) {
      ask(world, model);
      change(model);
      expectSame(model, world);
    },
    toString: () => name,
  };
}

/** The `index`th step, counted around: shorter runs have fewer. */
const stepAt = ({ steps }: RunModel, index: number) => steps[index % steps.length] as StepModel;
const byPerson = (type: 'run.pause' | 'run.resume') => (world: RunWorld) =>
  void world.must({ type, runId: world.runId });

const pause = move(
  'pause',
  ({ run }) => run === 'running',
  byPerson('run.pause'),
  (model) => {
    model.run = 'pausing';
    model.pausedByPerson = true;
  },
);

const resume = move(
  'resume',
  ({ run, steps }) => (run === 'paused' || run === 'pausing') && !steps.some(hasFailed),
  byPerson('run.resume'),
  (model) => {
    model.run = 'running';
    model.pausedByPerson = false;
  },
);

const resumeOverFailure = move(
  'resume over a failure',
  ({ run, steps }) => (run === 'paused' || run === 'pausing') && steps.some(hasFailed),
  (world) => world.mustRefuse({ type: 'run.resume', runId: world.runId }, LEA, 'step_needs_decision'),
  () => undefined,
);

const abort = move(
  'abort',
  (model) => !hasEnded(model),
  (world) => void world.must({ type: 'run.abort', runId: world.runId, reason: 'wrong target' }),
  (model) => {
    model.run = 'aborting';
  },
);

const retry = (index: number) =>
  move(
    `retry ${index}`,
    (model) => model.run === 'paused' && hasFailed(stepAt(model, index)),
    (world, model) => void world.must({ type: 'step.retry', runId: world.runId, stepId: stepAt(model, index).id }),
    (model) => {
      const step = stepAt(model, index);
      step.status = step.hasCheckpoint ? 'checkpointed' : 'planned';
      goOn(model);
    },
  );

const canSkip = (model: RunModel, step: StepModel) =>
  model.run === 'paused' && (hasFailed(step) || UNWRITTEN.includes(step.status)) && isItsTurn(model, step);

const skip = (index: number) =>
  move(
    `skip ${index}`,
    (model) => canSkip(model, stepAt(model, index)),
    (world, model) =>
      void world.must({ type: 'step.skip', runId: world.runId, stepId: stepAt(model, index).id, reason: 'by hand' }),
    (model) => {
      stepAt(model, index).status = 'skipped';
      goOn(model);
    },
  );

/** The worker takes a step one transition further; `red`: a check that passed before it is red now. */
const work = (index: number, red: boolean) =>
  move(
    `work on ${index}${red ? ', red' : ''}`,
    (model) => canWorkOn(model, stepAt(model, index)),
    (world, model) => {
      const { id, status } = stepAt(model, index);
      world.must(workCommand(world, id, status, red ? [health.id] : []), WORKER);
    },
    (model) => {
      const step = stepAt(model, index);
      const looked = step.status === 'converged';
      step.status = looked && red ? 'unhealthy' : (NEXT[step.status] ?? step.status);
      step.hasCheckpoint ||= step.status === 'checkpointed';
      const isLast = model.steps.every((other) => other === step || isSettled(other));
      if (looked && red && model.run === 'running' && !isLast) standStill(model, step);
    },
  );

const fail = (index: number) =>
  move(
    `fail ${index}`,
    (model) => canWorkOn(model, stepAt(model, index)) && stepAt(model, index).status !== 'converged',
    (world, model) => {
      const at = { ...world.holder, stepId: stepAt(model, index).id };
      world.must({ type: 'step.fail', ...at, code: 'failed', error: 'it says no', retryable: false }, WORKER);
    },
    (model) => {
      const step = stepAt(model, index);
      step.status = 'failed';
      standStill(model, step);
    },
  );

/** What a worker says about the run itself once nothing is left to do for its steps. */
const settle = (
  type: 'run.settle_pause' | 'run.settle_abort' | 'run.finish',
  can: (model: RunModel) => boolean,
  becomes: RunModel['run'],
) =>
  move(
    type,
    (model) => model.isWorkerAlive && can(model),
    (world) => {
      const command: Command =
        type === 'run.settle_abort' ? { type, ...world.holder, evidence: '' } : { type, ...world.holder };
      world.must(command, WORKER);
    },
    (model) => {
      model.run = becomes;
    },
  );

const crash = move(
  'crash',
  ({ isWorkerAlive }) => isWorkerAlive,
  () => undefined,
  (model) => {
    model.isWorkerAlive = false;
  },
);

const takeOver = move(
  'another worker takes over',
  (model) => !model.isWorkerAlive && !hasEnded(model),
  (world) => world.claim(),
  (model) => {
    model.isWorkerAlive = true;
  },
);

/** The one before the holder woke up, and says what it would have said. */
const straggler = (index: number) =>
  move(
    `a former worker speaks of ${index}`,
    (model) => model.run === 'running' || model.run === 'pausing',
    (world, model) => {
      const late = { runId: world.runId, fence: world.holder.fence - 1 };
      const stepId = stepAt(model, index).id;
      world.mustRefuse({ type: 'step.converge', ...late, stepId, evidence: '' }, WORKER, 'fenced');
    },
    () => undefined,
  );

const undo = move(
  'undo',
  (model) => hasEnded(model) && model.steps.some(({ hasCheckpoint, status }) => hasCheckpoint && wrote(status)),
  (world) => prepareUndo(world),
  (model) => {
    const back = model.steps.filter(({ hasCheckpoint, status }) => hasCheckpoint && wrote(status)).reverse();
    model.steps = back.map(({ id }, wave) => ({ id: `${id}-back`, wave, status: 'planned', hasCheckpoint: false }));
    model.run = 'running';
    model.pausedByPerson = false;
    model.isWorkerAlive = true;
  },
);

const wrote = (status: StepModel['status']) => ['requested', 'converged', 'healthy', 'unhealthy'].includes(status);

const index = fc.nat({ max: 3 });
const nothingUnderWay = ({ steps }: RunModel) => !steps.some(isUnderWay);

/** Everything that can happen to a run, work most often: otherwise few would get far. */
export const moves: fc.Arbitrary<Iterable<Move>> = fc.commands(
  [
    index.map((at) => work(at, false)),
    index.map((at) => work(at, false)),
    index.map((at) => work(at, false)),
    fc.tuple(index, fc.boolean()).map(([at, red]) => work(at, red)),
    index.map(fail),
    index.map(retry),
    index.map(skip),
    index.map(straggler),
    ...[pause, resume, resumeOverFailure, abort, crash, takeOver, takeOver, undo].map((one) => fc.constant(one)),
    fc.constant(settle('run.settle_pause', (model) => model.run === 'pausing' && nothingUnderWay(model), 'paused')),
    fc.constant(settle('run.settle_abort', ({ run }) => run === 'aborting', 'aborted')),
    fc.constant(settle('run.finish', ({ run, steps }) => run === 'running' && steps.every(isSettled), 'finished')),
  ],
  { maxCommands: 60, size: 'max' },
);
