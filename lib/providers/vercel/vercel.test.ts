import { afterEach, describe, expect, it } from 'vitest';
import { gapsIn } from '@/tests/contract/fixtures/translations';
import { soon, vercelCase } from '@/tests/contract/fixtures/vercel-case';
import { ProviderError } from '../error';

let world: Awaited<ReturnType<typeof vercelCase>>;
afterEach(() => world.close());

const codes = (list: { code: string }[]) => list.map(({ code }) => code);
const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => new Error('it went through'),
    (error: unknown) => (error instanceof ProviderError ? error : new Error(String(error))),
  );

describe('the way back', () => {
  it('is an instant rollback, which leaves restoring the assignment of domains to do', async () => {
    world = await vercelCase();
    const target = await world.back(2);
    const plan = await world.connection.plan(target.id, soon());
    expect(plan.write).toMatchObject({ mode: 'rollback', autoAssign: true });
    expect(codes(plan.warnings)).toEqual(['auto_assign_off']);
    expect(plan.followUps.map(({ kind }) => kind)).toEqual(['restore_automation']);
    const operation = await world.connection.start(plan, 'run.step', soon());
    expect(operation.data).toEqual({ mode: 'rollback', autoAssignBefore: true });
    expect((await world.toEnd(operation, plan))?.kind).toBe('converged');
    expect(await world.writes()).toEqual([`rollback ${target.id}`]);
    expect(codes(await world.connection.readiness(soon()))).toContain('auto_assign_is_off');
  });

  it('undone is a promotion, which turns the assignment on again', async () => {
    world = await vercelCase();
    const plan = await world.connection.plan((await world.back(2)).id, soon());
    const point = await world.connection.checkpoint?.(plan, 'run.step', soon());
    await world.toEnd(await world.connection.start(plan, 'run.step', soon()), plan);
    if (!point || !world.connection.undo) throw new Error('declared and not there');
    const forward = await world.connection.undo(point, soon());
    expect(forward.write).toMatchObject({ mode: 'promote', autoAssign: false });
    expect(codes(forward.warnings)).toEqual(['auto_assign_on']);
    await world.toEnd(await world.connection.start(forward, 'run.undo', soon()), forward);
    expect(codes(await world.connection.readiness(soon()))).not.toContain('auto_assign_is_off');
  });

  it('is one alias after the other where the hobby plan allows no more than one step', async () => {
    world = await vercelCase({ plan: 'hobby', domains: ['shop.example', 'shop.test'] });
    expect((await world.connection.plan((await world.back(1)).id, soon())).write).toMatchObject({ mode: 'rollback' });
    const target = await world.back(3);
    const plan = await world.connection.plan(target.id, soon());
    expect(codes(plan.warnings)).toEqual(['by_hand']);
    expect(plan.suspensions?.map(({ warning }) => warning.code)).toEqual(['auto_assign_stays']);
    expect(plan.commands.every((command) => command.startsWith('vercel alias set '))).toBe(true);
    expect(
      gapsIn(
        'vercel',
        [plan, ...(plan.suspensions ?? []).map((one) => one.plan)].map(({ summary }) => summary),
      ),
    ).toEqual([]);
    await world.toEnd(await world.connection.start(plan, 'run.step', soon()), plan);
    expect(await world.writes()).toEqual([`shop.example → ${target.id}`, `shop.test → ${target.id}`]);
  });

  it('falls back to the aliases when Vercel refuses a rollback that looked possible', async () => {
    world = await vercelCase({ plan: 'hobby' });
    const target = await world.back(3);
    const plan = await world.connection.plan(target.id, soon());
    const operation = await world.connection.start(
      { ...plan, write: { ...plan.write, mode: 'rollback' } },
      'k',
      soon(),
    );
    expect(operation.data.mode).toBe('alias');
    expect(operation.evidence).toContain('HTTP 402');
    expect((await world.toEnd(operation, plan))?.kind).toBe('converged');
  });

  it('leads forward by the aliases too, where Vercel never learnt that they had been pointed elsewhere', async () => {
    world = await vercelCase();
    const [newest, older] = [await world.back(0), await world.back(2)];
    await world.control.act('pointDomain', { domain: 'shop.example', deployment: older.id });
    const plan = await world.connection.plan(newest.id, soon());
    const operation = await world.connection.start(plan, 'run.step', soon());
    expect(operation).toMatchObject({ data: { mode: 'alias' }, evidence: expect.stringContaining('HTTP 409') });
    expect((await world.toEnd(operation, plan))?.kind).toBe('converged');
  });

  it('goes to no preview, which was built with other settings', async () => {
    world = await vercelCase();
    const preview = 'dpl_emulatedDeployment000004';
    const failure = await failureOf(world.connection.plan(preview, soon()));
    expect(failure).toMatchObject({ code: 'invalid_target', retryable: false });
  });
});

describe('what is current', () => {
  it('is where the domain leads, not the newest deployment', async () => {
    world = await vercelCase();
    const target = await world.back(2);
    await world.control.act('pointDomain', { domain: 'shop.example', deployment: target.id });
    expect((await world.connection.current(soon())).id).toBe(target.id);
  });

  it('stays in the list when somebody pointed the domain at a preview', async () => {
    world = await vercelCase();
    const preview = 'dpl_emulatedDeployment000004';
    await world.control.act('pointDomain', { domain: 'shop.example', deployment: preview });
    const [first] = (await world.connection.revisions({ limit: 3 }, soon())).revisions;
    expect(first).toMatchObject({ id: preview, current: true, marks: expect.arrayContaining(['preview']) });
  });

  it('is judged by the configured domain, and the others are said to disagree', async () => {
    world = await vercelCase({ domains: ['shop.example', 'shop.test'] });
    const other = await world.back(1);
    await world.control.act('pointDomain', { domain: 'shop.test', deployment: other.id });
    expect((await world.connect({ domain: 'shop.test' }).current(soon())).id).toBe(other.id);
    const plan = await world.connection.plan(other.id, soon());
    expect(codes(plan.warnings)).toContain('domains_disagree');
    expect(codes(await world.connection.readiness(soon()))).toContain('domains_disagree');
  });

  it('cannot be known by a domain that the project does not have', async () => {
    world = await vercelCase();
    const failure = await failureOf(world.connect({ domain: 'www.shop.example' }).current(soon()));
    expect(failure).toMatchObject({ code: 'not_found', message: expect.stringContaining('it has shop.example') });
  });
});

describe('proof of effect', () => {
  const rolledBack = async (trouble: string) => {
    world = await vercelCase({ domains: ['shop.example', 'shop.test'], stepMs: 1 });
    await world.control.act(trouble, { domain: 'shop.test' });
    const plan = await world.connection.plan((await world.back(2)).id, soon());
    return { plan, operation: await world.connection.start(plan, 'run.step', soon()) };
  };

  it('names the domains that Vercel could not move', async () => {
    const { plan, operation } = await rolledBack('failDomain');
    const failure = await failureOf(world.toEnd(operation, plan));
    expect(failure).toMatchObject({ code: 'failed', message: expect.stringContaining('failed: shop.test') });
  });

  it('is missing while a domain leads elsewhere, whatever Vercel says of its request', async () => {
    const { plan, operation } = await rolledBack('forgetDomain');
    const seen: string[] = [];
    for await (const progress of world.connection.watch(operation, plan, soon())) {
      seen.push(progress.kind);
      if (seen.length === 4) break;
    }
    expect(seen).toEqual(['progress', 'progress', 'progress', 'progress']);
    await world.control.act('heal');
    await world.control.act('pointDomain', { domain: 'shop.test', deployment: plan.to.id });
    expect((await world.toEnd(operation, plan))?.kind).toBe('converged');
  });

  it('ends as a conflict when somebody takes the domains elsewhere meanwhile', async () => {
    world = await vercelCase();
    const plan = await world.connection.plan((await world.back(2)).id, soon());
    const operation = await world.connection.start(plan, 'run.step', soon());
    await world.toEnd(operation, plan);
    const other = await world.back(1);
    await world.control.act('pointDomain', { domain: 'shop.example', deployment: other.id });
    expect(await failureOf(world.toEnd(operation, plan))).toMatchObject({ code: 'conflict' });
  });
});

it('warns of deployments under way and of rolling releases', async () => {
  world = await vercelCase();
  await world.control.act('build', { message: 'Under way' });
  await world.control.act('setRollingRelease', { on: true });
  const plan = await world.connection.plan((await world.back(2)).id, soon());
  expect(codes(plan.warnings)).toEqual(['auto_assign_off', 'rolling_release', 'in_flight']);
});
