import { activeRun, isSettled, isUnderWay } from '@/lib/domain/queries';
import type { RunState } from '@/lib/domain/state';
import { LEA, WORKER } from './people';
import type { RunModel } from './run-model';
import { type RunWorld, workCommand } from './run-world';

/** The run is as pictured, and there is a way out of where it stands: by an abort, and by going on unless it was aborted. */
export function expectSame(model: RunModel, world: RunWorld): void {
  const { run } = world;
  const seen = { run: run.status, steps: run.steps.map(({ id, status }) => `${id} ${status}`) };
  const pictured = { run: model.run, steps: model.steps.map(({ id, status }) => `${id} ${status}`) };
  if (JSON.stringify(seen) !== JSON.stringify(pictured)) {
    throw new Error(`the run is ${JSON.stringify(seen)}, pictured as ${JSON.stringify(pictured)}`);
  }
  if (!activeRun(world.incident.incident)) return;
  expectEnd(world, 'aborted');
  if (run.status !== 'aborting') expectEnd(world, 'finished');
}

const MOST_MOVES = 60;

/** Some sequence of what people and workers may do ends the run so. */
function expectEnd(reached: RunWorld, end: 'aborted' | 'finished'): void {
  const world = reached.copy();
  // Whatever became of the worker, another one can take over.
  world.claim();
  if (end === 'aborted') world.must({ type: 'run.abort', runId: world.runId, reason: 'enough' });
  for (let moves = 0; moves < MOST_MOVES && activeRun(world.incident.incident); moves++) nextMove(world, world.run);
  if (world.run.status !== end) {
    throw new Error(`no way leads from ${JSON.stringify(reached.run)} to ${end}: it ends as ${world.run.status}`);
  }
}

/** Workers do what is left to do; where the run waits for a person, they retry what failed, or resume. */
function nextMove(world: RunWorld, run: RunState): void {
  const { holder, runId } = world;
  if (run.status === 'aborting') return void world.must({ type: 'run.settle_abort', ...holder, evidence: '' }, WORKER);
  const failed = run.steps.find(({ status }) => status === 'failed');
  if (run.status === 'paused') {
    return void world.must(
      failed ? { type: 'step.retry', runId, stepId: failed.id } : { type: 'run.resume', runId },
      LEA,
    );
  }
  const due =
    run.steps.find(isUnderWay) ?? (run.status === 'running' ? run.steps.find((s) => !isSettled(s)) : undefined);
  if (due) return void world.must(workCommand(world, due.id, due.status, []), WORKER);
  world.must({ type: run.status === 'pausing' ? 'run.settle_pause' : 'run.finish', ...holder }, WORKER);
}
