import { afterEach, describe, expect, it } from 'vitest';
import { type EcsCase, ecsCase, follow, soon } from '@/tests/contract/fixtures/ecs-case';
import { gapsIn } from '@/tests/contract/fixtures/translations';

let shop: EcsCase;
afterEach(() => shop?.close());

const KEY = 'run-1.step-1';
const sinceNow = () => `restart:${new Date().toISOString()}`;

describe('a restart', () => {
  it('deploys what runs once more, and is proven by tasks of that deployment alone', async () => {
    shop = await ecsCase();
    const connection = shop.connect();
    const before = await connection.current(soon());
    const plan = await connection.plan(sinceNow(), soon());
    expect(gapsIn('ecs', [plan.summary, ...plan.followUps, ...plan.warnings, ...plan.losses])).toEqual([]);
    const operation = await connection.start(plan, KEY, soon());
    const seen = await follow(connection, operation, plan);
    expect(seen.at(-1)).toMatchObject({ kind: 'converged', evidence: expect.stringContaining(operation.id) });
    expect(await shop.deployments()).toBe(1);
    expect(await connection.current(soon())).toEqual(before);
  });

  it('happens once for one key, and not where somebody has deployed since', async () => {
    shop = await ecsCase();
    const connection = shop.connect();
    const plan = await connection.plan(sinceNow(), soon());
    const first = await connection.start(plan, KEY, soon());
    const second = await connection.start(plan, KEY, soon());
    expect(second.id).toBe(first.id);
    expect(await shop.deployments()).toBe(1);
  });

  it('is a conflict when another version was deployed since the plan', async () => {
    shop = await ecsCase();
    const connection = shop.connect();
    const plan = await connection.plan(sinceNow(), soon());
    await shop.rollBackTo(2);
    await expect(connection.start(plan, KEY, soon())).rejects.toMatchObject({ code: 'conflict' });
  });

  it('is taken back by another one: what tasks read was put back by then', async () => {
    shop = await ecsCase();
    const connection = shop.connect();
    const plan = await connection.plan(sinceNow(), soon());
    const point = await connection.checkpoint?.(plan, KEY, soon());
    await follow(connection, await connection.start(plan, KEY, soon()), plan);
    const back = point && (await connection.undo?.(point, soon()));
    if (!back) throw new Error('no way back');
    await follow(connection, await connection.start(back, 'run-2.step-1', soon()), back);
    expect(await shop.deployments()).toBe(2);
  });

  it('waits for the moment that an earlier step gives', async () => {
    shop = await ecsCase();
    const connection = shop.connect();
    const plan = await connection.plan(['restart:$', '{secret.currentSince}'].join(''), soon());
    await expect(connection.start(plan, KEY, soon())).rejects.toMatchObject({ code: 'invalid_target' });
  });
});
