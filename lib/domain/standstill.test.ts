import { describe, expect, it } from 'vitest';
import { step } from '@/tests/setup/domain/facts';
import { LEA, WORKER } from '@/tests/setup/domain/people';
import { ready, start, type World } from '@/tests/setup/domain/world';
import type { Command } from './command';
import { isLookedAt, undoable } from './queries';

const followUps = [{ kind: 'restart_writers', text: 'Bring api back to 3 tasks.', restores: true }];
const stop = step({ id: 'stop', action: 'stop', wave: 0, followUps });
const move = step({ id: 'move', wave: 1, followUps: [], whileStopped: true });
const resume = step({ id: 'resume', action: 'resume', bringsBack: 'stop', wave: 2, followUps: [] });
const ref = (stepId: string) => ({ runId: 'run-1', fence: 1, stepId });

function started(): World {
  const world = ready({ class: 'planned' }, { steps: [stop, move, resume] });
  world.must({ type: 'plan.approve', planId: 'plan-1', hash: 'hash-1' }, { ...LEA, id: 'sam', name: 'Sam' });
  world.must(start());
  world.facts.claim = { fence: 1, expiresAt: new Date(world.nowMs + 3_600_000).toISOString() };
  return world;
}

const INTENT: (stepId: string) => Command[] = (stepId) => [
  { type: 'step.checkpoint', ...ref(stepId), checkpointId: stepId, evidence: '', checkpoint: {} },
  { type: 'step.intend', ...ref(stepId), key: stepId },
];

function carryOut(world: World, stepId: string): World {
  const request = { operationId: stepId, evidence: '', operation: {} };
  for (const command of INTENT(stepId)) world.must(command, WORKER);
  world.must({ type: 'step.request', ...ref(stepId), ...request }, WORKER);
  return world.must({ type: 'step.converge', ...ref(stepId), evidence: '' }, WORKER);
}

function begun(): World {
  const world = started();
  for (const command of INTENT('stop')) world.must(command, WORKER);
  return world;
}

const open = ({ incident }: World) => incident.followUps.filter(({ done, restores }) => !done && restores);
const statuses = ({ incident }: World) => incident.run?.steps.map(({ status }) => status);

describe('what was stopped while data goes back', () => {
  it('is a follow-up until the step that brings it back has converged', () => {
    const world = carryOut(carryOut(started(), 'stop'), 'move');
    expect(open(world).map(({ restores }) => restores)).toEqual([{ runId: 'run-1', stepId: 'stop' }]);
    carryOut(world, 'resume');
    expect(open(world)).toEqual([]);
  });

  it('is looked at only once it is back', () =>
    expect(
      [stop, move, resume].map(({ action, whileStopped }) => isLookedAt({ action, whileStopped } as never)),
    ).toEqual([false, false, true]));

  it('is a follow-up as well where the run is aborted before the stop was seen', () => {
    const world = begun().must({ type: 'run.abort', runId: 'run-1', reason: 'No' });
    expect(open(world)).toEqual([]);
    world.must({ type: 'run.settle_abort', runId: 'run-1', fence: 1, evidence: '' }, WORKER);
    expect(open(world)).toHaveLength(1);
  });

  it('is a follow-up where a stop that was begun is skipped, once, and still brought back', () => {
    const world = begun();
    world.must({ type: 'step.fail', ...ref('stop'), code: 'timeout', error: 'late', retryable: false }, WORKER);
    world.must({ type: 'step.skip', runId: 'run-1', stepId: 'stop', reason: 'Go on' });
    expect(open(world)).toHaveLength(1);
    expect(statuses(world)).toEqual(['skipped', 'planned', 'planned']);
    world.must({ type: 'run.abort', runId: 'run-1', reason: 'No' });
    world.must({ type: 'run.settle_abort', runId: 'run-1', fence: 1, evidence: '' }, WORKER);
    expect(open(world)).toHaveLength(1);
  });

  it('is not brought back where the stop was skipped before it began', () => {
    const world = started();
    world.must({ type: 'step.fail', ...ref('stop'), code: 'auth', error: 'denied', retryable: false }, WORKER);
    world.must({ type: 'step.skip', runId: 'run-1', stepId: 'stop', reason: 'Keep it up' });
    expect(statuses(world)).toEqual(['skipped', 'planned', 'skipped']);
    expect(open(world)).toEqual([]);
  });

  it('is taken back by an undo only while it still stands still', () => {
    const world = carryOut(started(), 'stop').must({ type: 'run.abort', runId: 'run-1', reason: 'No' });
    world.must({ type: 'run.settle_abort', runId: 'run-1', fence: 1, evidence: '' }, WORKER);
    expect(undoable(world.incident)?.steps.map(({ id }) => id)).toEqual(['stop']);
    const whole = carryOut(carryOut(carryOut(started(), 'stop'), 'move'), 'resume');
    whole.must({ type: 'step.observe', ...ref('resume'), healthy: true, evidence: '' }, WORKER);
    whole.must({ type: 'run.finish', runId: 'run-1', fence: 1 }, WORKER);
    whole.must({ type: 'verification.fail', reason: 'red' });
    expect(undoable(whole.incident)?.steps.map(({ id }) => id)).toEqual(['move']);
  });
});
