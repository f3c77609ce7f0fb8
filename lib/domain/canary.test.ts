import { describe, expect, it } from 'vitest';
import { carryOut } from '@/tests/setup/domain/carry-out';
import { plan, step } from '@/tests/setup/domain/facts';
import { MAX, WORKER } from '@/tests/setup/domain/people';
import { ready, start, type World } from '@/tests/setup/domain/world';
import type { Command } from './command';
import { planHash } from './plan-hash';
import { undoable } from './queries';

const share = (label: string) => ({ id: label, label, summary: '' });
const first = step({
  id: 'first',
  from: share('all on green'),
  to: share('10 % blue'),
  action: 'canary',
  holdMs: 600_000,
  wave: 0,
  followUps: [],
});
const rest = step({ id: 'rest', from: share('all on green'), to: share('all on blue'), wave: 1, followUps: [] });
const ref = (stepId: string) => ({ runId: 'run-1', fence: 1, stepId });

/** Urgent, as a canary is chosen by somebody who wants the checks to decide even then. */
function started(): World {
  const world = ready({}, { steps: [first, rest] }).must(start({ current: { web: rest.from.id } }));
  world.facts.claim = { fence: 1, expiresAt: new Date(world.nowMs + 3_600_000).toISOString() };
  return world;
}

const looked = (stepId: string, red: string[] = []): Command => ({
  type: 'step.observe',
  ...ref(stepId),
  healthy: red.length === 0,
  red,
  evidence: '',
});

/** The run after a canary while which checks turned red. */
function redCanary(): World {
  const world = carryOut(started(), 'first');
  return world.must(
    looked(
      'first',
      world.incident.checks.map(({ id }) => id),
    ),
    WORKER,
  );
}

describe('a canary', () => {
  it('lets the rest follow once it was held and nothing turned red', () => {
    const world = carryOut(started(), 'first').must(looked('first'), WORKER);
    expect(world.incident.run?.status).toBe('running');
    expect(world.refused({ type: 'step.intend', ...ref('rest'), key: 'rest' }, WORKER)).toBeNull();
  });

  it('pauses the run, urgent or not, when a check turns red', () => {
    const world = redCanary();
    expect(world.incident.class).toBe('urgent');
    expect(world.incident.run).toMatchObject({ status: 'paused', pausedBecause: { cause: 'checks' } });
  });

  it('is waited for no longer once the commander says so, and then looked at once more', () => {
    const world = carryOut(started(), 'first');
    const end: Command = { type: 'step.end_hold', runId: 'run-1', stepId: 'first' };
    expect(world.refused(end, { ...MAX, role: 'responder' })).toBe('not_commander');
    world.must(end).must(end);
    expect(world.types().filter((type) => type === 'step.hold_ended')).toHaveLength(1);
    expect(world.refused({ ...end, stepId: 'rest' })).toBe('step_not_ready');
  });

  it('is what an approval binds to, with how long it is held', () => {
    const hash = (...steps: (typeof first)[]) => planHash(steps, (text) => text);
    expect(hash(first, rest)).not.toBe(hash(rest));
    expect(hash(first, rest)).not.toBe(hash({ ...first, holdMs: 1_000 }, rest));
  });

  it('is the way back from wherever the run came to, and both its steps are undone then', () => {
    const world = carryOut(carryOut(started(), 'first').must(looked('first'), WORKER), 'rest')
      .must(looked('rest'), WORKER)
      .must({ type: 'run.finish', runId: 'run-1', fence: 1 }, WORKER)
      .must({ type: 'verification.fail', reason: 'red' });
    expect(undoable(world.incident)?.steps.map(({ id }) => id)).toEqual(['first']);
    const undoOf = { runId: 'run-1', stepId: 'first' };
    const undo = step({ id: 'undo', from: rest.to, to: first.from, undoOf, followUps: [] });
    world.must({ type: 'plan.record', plan: plan({ id: 'plan-2', hash: 'hash-2', steps: [undo] }) });
    world.must(start({ runId: 'run-2', planId: 'plan-2', hash: 'hash-2', current: { web: rest.to.id } }));
    const again = (stepId: string) => ({ ...ref(stepId), runId: 'run-2' });
    const work: Command[] = [
      { type: 'step.intend', ...again('undo'), key: 'undo' },
      { type: 'step.request', ...again('undo'), operationId: 'undo', evidence: '', operation: {} },
      { type: 'step.converge', ...again('undo'), evidence: '' },
    ];
    for (const command of work) world.must(command, WORKER);
    expect(world.incident.pastRuns.at(-1)?.steps.map(({ status }) => status)).toEqual(['undone', 'undone']);
  });
});
