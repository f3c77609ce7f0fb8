import { afterEach, describe, expect, it } from 'vitest';
import { soon, vercelCase } from '@/tests/contract/fixtures/vercel-case';
import type { Checkpoint, ProviderPlan } from '../contract';

let world: Awaited<ReturnType<typeof vercelCase>>;
afterEach(() => world.close());

async function carryOut(plan: ProviderPlan, key: string): Promise<Checkpoint> {
  const point = await world.connection.checkpoint?.(plan, `${key}.checkpoint`, soon());
  if (!point) throw new Error('no checkpoint');
  expect((await world.toEnd(await world.connection.start(plan, key, soon()), plan))?.kind).toBe('converged');
  return point;
}

async function restore(point: Checkpoint, key: string): Promise<void> {
  const plan = await world.connection.restore?.(point, soon());
  if (!plan) throw new Error('nothing restores');
  await carryOut(plan, key);
}

const current = async () => (await world.connection.current(soon())).id;

describe('the assignment of domains', () => {
  it('is switched off before domains are pointed by hand, so that the next deployment does not take them', async () => {
    world = await vercelCase({ plan: 'hobby' });
    const plan = await world.connection.plan((await world.back(3)).id, soon());
    const [suspension] = plan.suspensions ?? [];
    if (!suspension) throw new Error('nothing is suspended');
    expect(suspension.plan.commands[0]).toContain('vercel project update shop --auto-assign-custom-domains off');
    const point = await carryOut(suspension.plan, 'run.suspend');
    await carryOut(plan, 'run.site');
    await world.control.act('deploy', { message: 'Slips in' });
    expect(await current()).toBe(plan.to.id);

    await restore(point, 'run.restore');
    await world.control.act('deploy', { message: 'The fix' });
    expect(await current()).not.toBe(plan.to.id);
  });

  it('lets the next deployment undo what was pointed by hand where it stays on', async () => {
    world = await vercelCase({ plan: 'hobby' });
    const plan = await world.connection.plan((await world.back(3)).id, soon());
    await carryOut(plan, 'run.site');
    await world.control.act('deploy', { message: 'Slips in' });
    expect(await current()).not.toBe(plan.to.id);
  });

  it('is given back after an instant rollback, which takes it by itself, once and by one write', async () => {
    world = await vercelCase();
    const plan = await world.connection.plan((await world.back(2)).id, soon());
    expect(plan.suspensions).toEqual([]);
    expect(plan.followUps).toEqual([expect.objectContaining({ kind: 'restore_automation', restores: true })]);
    const point = await carryOut(plan, 'run.site');
    const look = () =>
      world.connection.settled?.({ kind: 'restore_automation', checkpoint: point, operation: undefined }, soon());
    expect(await look()).toEqual({ done: false, evidence: expect.stringContaining('still off') });
    await restore(point, 'run.restore');
    await restore(point, 'run.restore');
    expect(await look()).toEqual({ done: true, evidence: expect.stringContaining('again on') });
    expect((await world.writes()).filter((changed) => changed.startsWith('assignment'))).toEqual(['assignment on']);
  });
});
