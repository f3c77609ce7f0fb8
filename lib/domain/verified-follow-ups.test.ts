import { describe, expect, it } from 'vitest';
import { step } from '@/tests/setup/domain/facts';
import { LEA, WORKER } from '@/tests/setup/domain/people';
import { ready, start, type World } from '@/tests/setup/domain/world';
import type { Command } from './command';
import { sharedState } from './shared/state';

const left = { kind: 'delete_old_database', text: 'Delete shop-db', verifiable: true };
const ref = { runId: 'run-1', fence: 1, stepId: 'back' };

/** A rollback has left one follow-up that the platform tells of, and one that it does not. */
function rolledBack(): World {
  const steps = [step({ id: 'back', followUps: [left, { kind: 'definitive_fix', text: 'Fix it' }] })];
  const world = ready({}, { steps }).must(start());
  world.facts.claim = { fence: 1, expiresAt: new Date(world.nowMs + 3_600_000).toISOString() };
  const work: Command[] = [
    { type: 'step.intend', ...ref, key: 'back' },
    { type: 'step.request', ...ref, operationId: 'back', evidence: '', operation: {} },
    { type: 'step.converge', ...ref, evidence: '' },
  ];
  for (const command of work) world.must(command, WORKER);
  return world;
}

const followUpOf = (world: World, kind = 'delete_old_database') => {
  const found = world.incident.followUps.find((followUp) => followUp.kind === kind);
  if (!found) throw new Error(`no ${kind}`);
  return found;
};
const seen = (world: World, done: boolean): Command => ({
  type: 'followup.record_check',
  followUpId: followUpOf(world).id,
  done,
  evidence: done ? 'It is gone.' : 'It is there.',
});
const ask = (world: World): Command => ({ type: 'followup.check', followUpId: followUpOf(world).id });
const checks = (world: World) => world.types().filter((type) => type.startsWith('followup.check'));

describe('a follow-up that the platform tells of', () => {
  it('names the step that opened it, and only such a one is asked about', () => {
    const world = rolledBack();
    expect(followUpOf(world).step).toEqual({ runId: 'run-1', stepId: 'back' });
    const other = followUpOf(world, 'definitive_fix');
    expect(other).not.toHaveProperty('step');
    expect(world.refused({ type: 'followup.check', followUpId: other.id })).toBe('follow_up_unknown');
    expect(world.ask({ ...seen(world, true), followUpId: other.id } as Command, WORKER)).toMatchObject({ events: [] });
  });

  it('is done once it was seen done, though nobody asked', () => {
    const world = rolledBack().must(seen(rolledBack(), true), WORKER);
    expect(followUpOf(world)).toMatchObject({ done: true, seen: { evidence: 'It is gone.' } });
    expect(checks(world)).toEqual(['followup.checked']);
    world.must(seen(world, true), WORKER);
    expect(checks(world)).toHaveLength(1);
  });

  it('leaves no trace when it is looked at by itself and is not done', () => {
    const world = rolledBack().must(seen(rolledBack(), false), WORKER);
    expect(checks(world)).toEqual([]);
  });

  it('tells whoever asked what was seen, and can be asked again', () => {
    const world = rolledBack();
    world.must(ask(world)).must(ask(world));
    expect(checks(world)).toEqual(['followup.check_requested']);
    expect(followUpOf(world).checking).toMatchObject({ by: LEA.name });
    world.must(seen(world, false), WORKER);
    expect(followUpOf(world)).toMatchObject({ done: false, seen: { evidence: 'It is there.' } });
    expect(followUpOf(world)).not.toHaveProperty('checking');
    world.must(ask(world)).must(seen(world, true), WORKER);
    expect(followUpOf(world).done).toBe(true);
  });

  it('stays open where a person says that it is not done after all, until somebody asks', () => {
    const world = rolledBack();
    const { id: followUpId } = followUpOf(world);
    world.must(seen(world, true), WORKER).must({ type: 'followup.resolve', followUpId, done: false });
    world.must(seen(world, true), WORKER);
    expect(followUpOf(world).done).toBe(false);
    world.must(ask(world)).must(seen(world, true), WORKER);
    expect(followUpOf(world).done).toBe(true);
  });

  it('shows no evidence to those who have a link', () => {
    const world = rolledBack().must(seen(rolledBack(), true), WORKER);
    expect(JSON.stringify(sharedState(world.incident).followUps)).not.toContain('It is gone.');
  });
});
