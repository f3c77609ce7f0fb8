import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moves } from '@/tests/setup/domain/run-commands';
import type { RunModel } from '@/tests/setup/domain/run-model';
import { startRun } from '@/tests/setup/domain/run-world';

/** One to four steps: one after the other, all at once, or something between. */
const waves = fc.constantFrom(
  [0],
  [0, 0],
  [0, 1],
  [0, 1, 1],
  [0, 0, 1],
  [0, 1, 2],
  [0, 0, 0, 0],
  [0, 0, 1, 2],
  [0, 1, 2, 3],
);

describe('any sequence of pause, resume, abort, retry, skip, undo, work, failure, crash and take-over', () => {
  const reached = new Set<string>();

  it('leads where a simple picture of a run says, and never into a state without a way out', () => {
    fc.assert(
      fc.property(waves, moves, (shape, sequence) => {
        const world = startRun(shape);
        const steps = shape.map((wave, index): RunModel['steps'][number] => ({
          id: `step-${index}`,
          wave,
          status: 'planned',
          hasCheckpoint: false,
        }));
        const model: RunModel = { run: 'running', pausedByPerson: false, steps, isWorkerAlive: true };
        fc.modelRun(() => ({ model, real: world }), sequence);
        for (const type of world.incident.types()) reached.add(type);
      }),
      { numRuns: 300, seed: 20_260_302 },
    );
  });

  it('went everywhere that a run can go', () => {
    const everywhere = ['run.paused', 'run.resumed', 'run.aborted', 'run.finished', 'step.failed', 'step.retried'];
    expect([...everywhere, 'step.skipped', 'step.undone'].filter((type) => !reached.has(type))).toEqual([]);
  });
});
