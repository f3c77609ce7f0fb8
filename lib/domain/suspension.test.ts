import { describe, expect, it } from 'vitest';
import { carryOut } from '@/tests/setup/domain/carry-out';
import { step } from '@/tests/setup/domain/facts';
import { LEA, MAX, WORKER } from '@/tests/setup/domain/people';
import { endMessage, ready, start, type World } from '@/tests/setup/domain/world';
import type { Command } from './command';
import { planHash } from './plan-hash';
import { doubtsOf } from './policy/rule-4';
import { isUnderWay, undoable } from './queries';
import { reachedVersions } from './versions';

const suspend = step({
  id: 'suspend',
  resourceKey: 'kubernetes:shop#Application argocd/shop',
  from: { id: 'argocd:on', label: 'Application shop on', summary: '' },
  to: { id: 'argocd:suspended', label: 'Application shop suspended', summary: '' },
  action: 'suspend',
  wave: 0,
  followUps: [{ kind: 'restore_automation', text: 'Restore shop', restores: true }],
});
const back = step({ id: 'back', wave: 1, followUps: [] });
const ref = (stepId: string) => ({ runId: 'run-1', fence: 1, stepId });

function started(): World {
  const world = ready({}, { steps: [suspend, back] }).must(start());
  world.facts.claim = { fence: 1, expiresAt: new Date(world.nowMs + 3_600_000).toISOString() };
  return world;
}

const suspended = (): World => carryOut(started(), 'suspend');
const rolledBack = (): World =>
  carryOut(suspended(), 'back')
    .must({ type: 'step.observe', ...ref('back'), healthy: true, evidence: '' }, WORKER)
    .must({ type: 'run.finish', runId: 'run-1', fence: 1 }, WORKER);
const followUpOf = (world: World) => {
  const found = world.incident.followUps.find(({ restores }) => restores);
  if (!found) throw new Error('nothing to restore');
  return found;
};

describe('a step that suspends an automation', () => {
  it('ends when it has converged: no check says anything of it', () => {
    const world = suspended();
    expect(world.incident.run?.steps.map(isUnderWay)).toEqual([false, false]);
    expect(world.refused({ type: 'step.intend', ...ref('back'), key: 'back' }, WORKER)).toBeNull();
  });

  it('never makes a plan stale: whether it moved is the provider’s to say before it writes', () =>
    expect(started().types()).toContain('run.started'));

  it('is no version that the component reached, and none that failed', () => {
    const world = rolledBack();
    expect(reachedVersions(world.incident)).toBe('web v1');
    world.must({ type: 'verification.fail', reason: 'red' });
    expect(world.incident.failedTargets).toEqual([{ componentId: 'web', revisionId: 'good' }]);
    expect(doubtsOf(world.incident, suspend)).toEqual([]);
  });

  it('is what an approval binds to', () => {
    const hash = (steps: (typeof suspend)[]) => planHash(steps, (text) => text);
    expect(hash([suspend, back])).not.toBe(hash([back]));
  });

  it('is taken back like any other, and its follow-up is done then', () => {
    const world = rolledBack().must({ type: 'verification.fail', reason: 'red' });
    expect(undoable(world.incident)?.steps.map(({ id }) => id)).toEqual(['back', 'suspend']);
    const undo = step({
      id: 'undo',
      from: suspend.to,
      to: suspend.from,
      action: 'restore',
      undoOf: { runId: 'run-1', stepId: 'suspend' },
      followUps: [],
    });
    world.must({ type: 'plan.record', plan: { ...planOf(world), id: 'plan-2', hash: 'hash-2', steps: [undo] } });
    world.must(start({ runId: 'run-2', planId: 'plan-2', hash: 'hash-2', current: {} }));
    world.must({ type: 'step.converge', runId: 'run-2', fence: 1, stepId: 'undo', evidence: '' }, WORKER);
    expect(followUpOf(world).done).toBe(true);
  });
});

const planOf = (world: World) => {
  const prepared = world.log.find(({ type }) => type === 'plan.prepared');
  if (prepared?.type !== 'plan.prepared') throw new Error('no plan');
  return prepared.data.plan;
};

describe('a follow-up that one press restores', () => {
  const restore = (world: World): Command => ({ type: 'followup.restore', followUpId: followUpOf(world).id });

  it('names the step whose checkpoint it leads back to', () =>
    expect(followUpOf(rolledBack()).restores).toEqual({ runId: 'run-1', stepId: 'suspend' }));

  it('is pressed by whoever may command, once, and never during a run', () => {
    expect(suspended().refused(restore(suspended()))).toBe('run_in_progress');
    const world = rolledBack();
    expect(world.refused(restore(world), { ...MAX, role: 'responder' })).toBe('not_allowed');
    world.must(restore(world)).must(restore(world));
    expect(world.types().filter((type) => type === 'followup.restore_requested')).toHaveLength(1);
    expect(followUpOf(world).restoring).toMatchObject({ by: LEA.name });
  });

  it('is done once the automation is back, and can be pressed again when that failed', () => {
    const world = rolledBack();
    const { id: followUpId } = followUpOf(world);
    world.must(restore(world));
    world.must({ type: 'followup.record_restore_failure', followUpId, error: 'It was changed.' }, WORKER);
    expect(followUpOf(world)).toMatchObject({ done: false, restoreFailure: 'It was changed.' });
    world.must(restore(world));
    world.must({ type: 'followup.record_restored', followUpId, evidence: 'It is on.' }, WORKER);
    expect(followUpOf(world)).toMatchObject({ done: true });
    expect(followUpOf(world)).not.toHaveProperty('restoreFailure');
  });

  it('is still there to be pressed when the incident is closed', () => {
    const world = rolledBack();
    world.must({ type: 'recovery.declare', reason: 'seen by hand' }).must(endMessage);
    world.must({ type: 'postmortem.draft', digest: 'd' }, WORKER);
    for (const { id } of world.incident.followUps)
      world.must({ type: 'followup.assign', followUpId: id, owner: { id: 'rob', name: 'Rob' }, dueAt: null });
    world.must({ type: 'incident.close' });
    expect(world.refused(restore(world))).toBeNull();
  });
});
