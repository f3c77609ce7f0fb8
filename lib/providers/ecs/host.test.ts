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
async function contentOf(revision: number) {
  const { definitions } = JSON.parse(await shop.control.everything()) as { definitions: Definition[] };
  return definitions.find((one) => one.revision === revision)?.input;
}
const containersOf = async (revision: number) => (await contentOf(revision))?.containerDefinitions;

describe('a database URL in the task definition', () => {
  it('registers what runs with the other host alone, deploys it, and leads back', async () => {
    const connection = shop.connect({ urlVariable });
    const plan = await connection.plan('host:db-2.example', soon());
    expect(plan.diff).toContain('-db-1.example\n+db-2.example');
    expect(gapsIn('ecs', [plan.summary, ...plan.followUps, ...plan.warnings, ...plan.losses])).toEqual([]);
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

  it('goes to an earlier revision with the other host in one plan, registered once, and leads back', async () => {
    const connection = shop.connect({ urlVariable });
    const target = `host:db-2.example@${shop.arn(3)}`;
    const plan = await connection.plan(target, soon());
    expect(plan.to).toEqual({
      id: target,
      label: 'api:3 @ db-2.example',
      summary: expect.stringMatching(/:1\.3\.0\S*, db-1\.example → db-2\.example$/),
    });
    expect(plan.diff).toMatch(/^--- api:5\n\+\+\+ api:3\n/);
    expect(plan.diff).toMatch(/\n@@ host in MODE @@\n-db-1\.example\n\+db-2\.example$/);
    expect(plan.commands.find((line) => line.startsWith('copy='))).toContain(`--task-definition ${shop.arn(3)} `);
    expect(plan.followUps.map(({ kind }) => kind)).toContain('definitive_fix');
    expect(gapsIn('ecs', [plan.summary, ...plan.followUps, ...plan.warnings, ...plan.losses])).toEqual([]);
    const point = await connection.checkpoint?.(plan, KEY, soon());
    const operation = await connection.start(plan, KEY, soon());
    expect(await shop.connect({ urlVariable }).start(plan, KEY, soon())).toMatchObject({ id: operation.id });
    expect(operation.data.revision).toBe(shop.arn(6));
    expect(JSON.stringify([plan, operation])).not.toContain('canary-password');
    expect((await follow(connection, operation, plan)).at(-1)).toMatchObject({
      evidence: expect.stringContaining('3 of 3 tasks run api:6'),
    });
    expect(await contentOf(6)).toMatchObject({
      ...(await contentOf(3)),
      containerDefinitions: (await containersOf(3))?.map((container) => ({
        ...container,
        environment: [{ name: urlVariable, value: URL_AFTER }],
      })),
    });
    expect(await containersOf(7)).toBeUndefined();
    expect(await shop.deployments()).toBe(1);
    await expect(connection.plan(target, soon())).rejects.toMatchObject({ code: 'conflict' });
    const back = point && (await connection.undo?.(point, soon()));
    expect(back?.to.id).toBe(shop.arn(5));
    // The host before was in another revision: going back to that one is not being there already.
    expect((await connection.plan(shop.arn(3), soon())).to.id).toBe(shop.arn(3));
  });

  it('does so from a revision that was deregistered, and takes one that has both already', async () => {
    await shop.control.act('deregisterOthers');
    const connection = shop.connect({ urlVariable });
    const gone = await connection.plan(`host:db-2.example@${shop.arn(2)}`, soon());
    await follow(connection, await connection.start(gone, KEY, soon()), gone);
    expect((await connection.current(soon())).summary).toContain(':1.2.0');
    const forth = await connection.plan(shop.arn(5), soon());
    await follow(connection, await connection.start(forth, 'run-2.step-1', soon()), forth);
    const again = await connection.plan(`host:db-2.example@${shop.arn(2)}`, soon());
    await follow(connection, await connection.start(again, 'run-3.step-1', soon()), again);
    expect((await connection.current(soon())).label).toBe('api:6');
    expect(await containersOf(7)).toBeUndefined();
  });

  it('refuses an earlier revision without such a URL, and one that was never registered', async () => {
    const connection = shop.connect({ urlVariable: 'OTHER' });
    await expect(connection.plan(`host:db-2.example@${shop.arn(3)}`, soon())).rejects.toMatchObject({
      code: 'invalid_target',
      message: expect.stringContaining('No container of api:3'),
    });
    await expect(shop.connect({ urlVariable }).plan(`host:db-2.example@${shop.arn(99)}`, soon())).rejects.toMatchObject(
      { code: 'not_found' },
    );
  });

  it('goes on after a deployment that Amazon took back before the plan was made', async () => {
    await shop.control.act('fate', { tag: '1.6.0', fate: 'cannot_pull' });
    await shop.control.act('deploy', { tag: '1.6.0' });
    await shop.control.act('settle');
    const connection = shop.connect({ urlVariable });
    const plan = await connection.plan('host:db-2.example', soon());
    expect((await follow(connection, await connection.start(plan, KEY, soon()), plan)).at(-1)?.kind).toBe('converged');
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
