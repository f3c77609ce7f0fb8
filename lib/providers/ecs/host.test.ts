import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EcsCase, ecsCase, follow, soon } from '@/tests/contract/fixtures/ecs-case';
import { gapsIn } from '@/tests/contract/fixtures/translations';

const KEY = 'run-1.step-1';
const URL_BEFORE = 'postgres://shop:canary-password@db-1.example:5432/shop?sslmode=require';
const URL_AFTER = URL_BEFORE.replace('db-1.example', 'db-2.example');
/** The emulator's containers have one variable. */
const urlVariable = 'MODE';

let shop: EcsCase;
beforeEach(async () => {
  shop = await ecsCase({ environmentValue: URL_BEFORE });
});
afterEach(() => shop.close());

interface Definition {
  revision: number;
  input: { containerDefinitions: { environment: { name: string; value: string }[] }[] };
}
/** What was registered under this number. */
async function containersOf(revision: number) {
  const { definitions } = JSON.parse(await shop.control.everything()) as { definitions: Definition[] };
  return definitions.find((one) => one.revision === revision)?.input.containerDefinitions;
}

describe('a database URL in the task definition', () => {
  it('registers what runs with the other host alone, deploys it, and leads back', async () => {
    const connection = shop.connect({ urlVariable });
    const plan = await connection.plan('host:db-2.example', soon());
    expect(plan.diff).toContain('-db-1.example\n+db-2.example');
    expect(gapsIn('ecs', [...plan.warnings, ...plan.losses])).toEqual([]);
    const point = await connection.checkpoint?.(plan, KEY, soon());
    await follow(connection, await connection.start(plan, KEY, soon()), plan);
    expect((await connection.current(soon())).label).toBe('api:6');
    const before = await containersOf(5);
    expect(before?.length).toBeGreaterThan(0);
    expect(await containersOf(6)).toEqual(
      before?.map((container) => ({ ...container, environment: [{ name: urlVariable, value: URL_AFTER }] })),
    );
    const back = point && (await connection.undo?.(point, soon()));
    if (!back) throw new Error('no way back');
    await follow(connection, await connection.start(back, 'run-2.step-1', soon()), back);
    expect((await connection.current(soon())).label).toBe('api:5');
  });

  it('is registered and deployed once for one key, whoever starts it again', async () => {
    const plan = await shop.connect({ urlVariable }).plan('host:db-2.example', soon());
    const first = await shop.connect({ urlVariable }).start(plan, KEY, soon());
    const second = await shop.connect({ urlVariable }).start(plan, KEY, soon());
    expect(second.id).toBe(first.id);
    expect(await shop.deployments()).toBe(1);
    expect(await containersOf(7)).toBeUndefined();
  });

  it('never shows the URL or its password', async () => {
    const connection = shop.connect({ urlVariable });
    const plan = await connection.plan('host:db-2.example', soon());
    const operation = await connection.start(plan, KEY, soon());
    const seen = await follow(connection, operation, plan);
    expect(JSON.stringify([plan, operation, seen])).not.toContain('canary-password');
  });

  it('waits for the host that an earlier step gives', async () => {
    const connection = shop.connect({ urlVariable });
    const plan = await connection.plan(['host:$', '{database.endpoint}'].join(''), soon());
    await expect(connection.start(plan, KEY, soon())).rejects.toMatchObject({ code: 'invalid_target' });
    expect(await shop.deployments()).toBe(0);
  });

  it('is refused where no URL stands there, and where it names that host already', async () => {
    await expect(shop.connect({ urlVariable: 'OTHER' }).plan('host:db-2.example', soon())).rejects.toMatchObject({
      code: 'invalid_target',
      message: expect.stringContaining('in the variable OTHER'),
    });
    await expect(shop.connect({ urlVariable }).plan('host:db-1.example', soon())).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  it('has a filter among its commands that changes the host alone', async () => {
    const plan = await shop.connect({ urlVariable }).plan('host:db-2.example', soon());
    const copy = plan.commands.find((line) => line.startsWith('copy='));
    expect(copy).toContain('--arg host db-2.example');
    expect(copy).toContain(
      String.raw`sub("^(?<before>[^:]+://([^/?#]*@)?)(db-1\\.example)(?=[:/?]|$)"; .before + $host)`,
    );
  });
});
