import { afterEach, describe, expect, it } from 'vitest';
import { type EcsCase, ecsCase, follow, soon } from '@/tests/contract/fixtures/ecs-case';
import { gapsIn } from '@/tests/contract/fixtures/translations';
import type { Checkpoint, Connection, ProviderPlan, Standstill } from '../../contract';

let shop: EcsCase;
afterEach(() => shop?.close());

const KEY = 'run-1.step-1';
const BACK = 'run-1.step-2';
const running = async () => ((await shop.control.act('instances', {})) as { ready: boolean }[]).length;
const writes = async () => (await shop.control.log()).filter(({ changed }) => changed === 'tasks').length;

async function planned(connection: Connection): Promise<Standstill> {
  const found = await connection.standstill?.(soon());
  if (!found) throw new Error('nothing runs');
  return found;
}

/** Stops all tasks; answers the checkpoint. */
async function stop(connection: Connection, { stop: plan }: Standstill): Promise<Checkpoint> {
  const point = await connection.checkpoint?.(plan, KEY, soon());
  if (!point) throw new Error('no checkpoint');
  await carryOut(connection, plan, KEY);
  return point;
}

async function carryOut(connection: Connection, plan: ProviderPlan, key: string): Promise<string> {
  const last = (await follow(connection, await connection.start(plan, key, soon()), plan)).at(-1);
  if (last?.kind !== 'converged') throw new Error('it did not converge');
  return last.evidence;
}

async function restorePlan(connection: Connection, point: Checkpoint): Promise<ProviderPlan> {
  const plan = await connection.restore?.(point, soon());
  if (!plan) throw new Error('nothing restores');
  return plan;
}

describe('a service that is stopped while its data goes back', () => {
  it('has no task left, without a deployment, and comes back with as many as before', async () => {
    shop = await ecsCase();
    const connection = shop.connect();
    const both = await planned(connection);
    expect(
      gapsIn('ecs', [both.stop.summary, ...both.stop.followUps, ...both.stop.warnings, ...both.stop.losses]),
    ).toEqual([]);
    expect([both.stop.from.label, both.stop.to.label, both.resume.to.label]).toEqual(['3 tasks', '0 tasks', '3 tasks']);
    const point = await stop(connection, both);
    expect(await running()).toBe(0);
    expect(await carryOut(connection, await restorePlan(connection, point), BACK)).toContain('3 of 3 tasks');
    expect(await running()).toBe(3);
    expect(await shop.deployments()).toBe(0);
  });

  it('takes a rollback meanwhile, and comes back on its target alone', async () => {
    shop = await ecsCase();
    const connection = shop.connect();
    const point = await stop(connection, await planned(connection));
    await shop.rollBackTo(2);
    expect(await running()).toBe(0);
    expect(await carryOut(connection, await restorePlan(connection, point), BACK)).toContain('run api:2');
  });

  it('is written to once for each way, and keeps its former number whenever the stop is tried again', async () => {
    shop = await ecsCase();
    const connection = shop.connect();
    const both = await planned(connection);
    const point = await stop(connection, both);
    expect(await stop(connection, both)).toMatchObject({ data: point.data });
    expect(await writes()).toBe(1);
    const back = await restorePlan(connection, point);
    await carryOut(connection, back, BACK);
    await carryOut(connection, back, BACK);
    expect(await writes()).toBe(2);
    // As one press does it when somebody was faster: the plan is made, and nothing is written.
    await carryOut(connection, await restorePlan(connection, point), BACK);
    expect(await writes()).toBe(2);
    await expect(connection.undo?.(point, soon())).rejects.toMatchObject({ code: 'conflict' });
  });

  it('is undone to the number that it had at the stop, not at the plan', async () => {
    shop = await ecsCase();
    const connection = shop.connect();
    const both = await planned(connection);
    await shop.control.act('set', { desiredCount: 2 });
    const point = await stop(connection, both);
    const undo = await connection.undo?.(point, soon());
    expect(undo?.to.label).toBe('2 tasks');
  });

  it('is a conflict when something starts tasks again', async () => {
    shop = await ecsCase({ stepMs: 200 });
    const connection = shop.connect();
    const { stop: plan } = await planned(connection);
    const operation = await connection.start(plan, KEY, soon());
    await shop.control.act('set', { desiredCount: 1 });
    await expect(follow(connection, operation, plan)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('warns of scaling that may start tasks by itself', async () => {
    shop = await ecsCase();
    await shop.control.act('scale', { min: 2, max: 6 });
    const { warnings } = (await planned(shop.connect())).stop;
    expect(warnings.map(({ code }) => code)).toEqual(['stands_still', 'scaling_may_start']);
    expect(gapsIn('ecs', warnings)).toEqual([]);
  });

  it('is not offered where no task is wanted', async () => {
    shop = await ecsCase({ desiredCount: 0 });
    expect(await shop.connect().standstill?.(soon())).toBeNull();
  });
});
