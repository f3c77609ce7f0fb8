import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  failureOf,
  type KubernetesCase,
  kubernetesCase,
  soon,
  watchUntil,
} from '@/tests/contract/fixtures/kubernetes-case';
import { gapsIn } from '@/tests/contract/fixtures/translations';
import type { Checkpoint, ProviderPlan, Suspension } from '../../contract';

/** Longer than the emulated controllers take to bring back what is in git. */
const HEALED_MS = 400;

let world: KubernetesCase;
const kinds = {
  argocd: { resource: 'applications', namespace: 'argocd' },
  flux_kustomization: { resource: 'kustomizations', namespace: 'flux-system' },
  flux_helm: { resource: 'helmreleases', namespace: 'flux-system' },
} as const;

beforeEach(async () => {
  world = await kubernetesCase({ healMs: 100 });
});

const planBack = async (): Promise<ProviderPlan> => world.connection.plan((await world.back(2)).id, soon());

async function suspensionOf(plan: ProviderPlan): Promise<Suspension> {
  const [only, second] = plan.suspensions ?? [];
  if (!only || second) throw new Error('not one suspension');
  return only;
}

async function carryOut(plan: ProviderPlan, key: string): Promise<Checkpoint> {
  const checkpoint = await world.connection.checkpoint?.(plan, `${key}.checkpoint`, soon());
  if (!checkpoint) throw new Error('no checkpoint');
  const operation = await world.connection.start(plan, key, soon());
  const seen = await watchUntil(world, { plan, operation });
  expect(seen.at(-1)?.kind).toBe('converged');
  return checkpoint;
}

const editOf = (by: keyof typeof kinds, merge: Record<string, unknown>) =>
  world.control.act('edit', { ...kinds[by], name: 'shop', merge });

async function specOf(by: keyof typeof kinds): Promise<Record<string, unknown>> {
  return (await world.object(`${kinds[by].resource}/${kinds[by].namespace}/shop`)).spec;
}

const current = async (): Promise<string> => (await world.connection.current(soon())).id;

describe.each(Object.keys(kinds) as (keyof typeof kinds)[])('a workload that %s keeps', (by) => {
  beforeEach(() => world.control.act('manage', { by }));

  it('is put back within moments when nothing is suspended', async () => {
    const before = await current();
    const plan = await planBack();
    await world.connection.start(plan, 'run.web', soon());
    await sleep(HEALED_MS);
    expect(await current()).toBe(before);
  });

  it('stays where it was rolled back to once it is suspended, and is taken over again when that is restored', async () => {
    const before = await current();
    const former = await specOf(by);
    const plan = await planBack();
    const checkpoint = await carryOut((await suspensionOf(plan)).plan, 'run.suspend');
    const operation = await world.connection.start(plan, 'run.web', soon());
    await watchUntil(world, { plan, operation });
    await sleep(HEALED_MS);
    expect(await current()).toBe(plan.to.id);

    const restore = await world.connection.restore?.(checkpoint, soon());
    if (!restore) throw new Error('nothing restores');
    await carryOut(restore, 'run.restore');
    expect(await specOf(by)).toEqual(former);
    await sleep(HEALED_MS);
    expect(await current()).toBe(before);
    expect((await failureOf(world.connection.undo?.(checkpoint, soon()) ?? Promise.reject())).code).toBe('conflict');
    const writes = await world.writes();
    const again = await world.connection.restore?.(checkpoint, soon());
    if (again) await carryOut(again, 'run.again');
    expect(await world.writes()).toBe(writes);
  });

  it('is suspended by one write, however often and by however many it is started', async () => {
    const { plan } = await suspensionOf(await planBack());
    const started = await Promise.all([1, 2, 3].map(() => world.connection.start(plan, 'run.suspend', soon())));
    expect(new Set(started.map(({ id }) => id)).size).toBe(1);
    expect((await world.connection.start(plan, 'run.suspend', soon())).id).toBe(started[0]?.id);
    expect(await world.writes()).toBe(1);
  });

  it('is not suspended when its spec was changed since the plan, and nothing is written', async () => {
    const { plan } = await suspensionOf(await planBack());
    await editOf(by, { spec: by === 'argocd' ? { project: 'other' } : { interval: '5m' } });
    const former = await specOf(by);
    for (const call of [
      world.connection.checkpoint?.(plan, 'key', soon()),
      world.connection.start(plan, 'run.suspend', soon()),
    ])
      expect((await failureOf(call ?? Promise.reject())).code).toBe('conflict');
    expect(await specOf(by)).toEqual(former);
    expect(await world.writes()).toBe(0);
  });

  it('is told whether somebody has switched it on again, and nothing of one that was made anew', async () => {
    const { plan } = await suspensionOf(await planBack());
    const checkpoint = await carryOut(plan, 'run.suspend');
    const look = (kind = 'restore_automation') =>
      world.connection.settled?.({ kind, checkpoint, operation: undefined }, soon());
    expect(await look()).toEqual({ done: false, evidence: expect.stringContaining('still suspended') });
    await editOf(by, { spec: by === 'argocd' ? { syncPolicy: { automated: {} } } : { suspend: false } });
    expect(await look()).toEqual({ done: true, evidence: expect.stringContaining('is on again') });
    const other = { ...checkpoint, data: { ...checkpoint.data, uid: 'another' } };
    expect(await world.connection.settled?.({ kind: '', checkpoint: other, operation: undefined }, soon())).toBeNull();
    await world.control.act('deny', { verb: 'get', resource: kinds[by].resource });
    expect((await failureOf(look() ?? Promise.reject())).code).toBe('auth');
  });

  it('waits for the sync that is at work', async () => {
    await world.control.act('sync', { forMs: 700 });
    await sleep(50);
    const { plan } = await suspensionOf(await planBack());
    const operation = await world.connection.start(plan, 'run.suspend', soon());
    const seen = await watchUntil(world, { plan, operation });
    expect(seen[0]).toMatchObject({ kind: 'progress', text: expect.stringContaining('is still at work') });
    expect(seen.at(-1)?.kind).toBe('converged');
  });

  it('ends with a conflict when somebody switches it on again', async () => {
    const { plan } = await suspensionOf(await planBack());
    const operation = await world.connection.start(plan, 'run.suspend', soon());
    await editOf(by, { spec: by === 'argocd' ? { syncPolicy: { automated: {} } } : { suspend: false } });
    expect((await failureOf(watchUntil(world, { plan, operation }))).code).toBe('conflict');
  });

  it('is planned without a suspension, with the missing permission, where that is forbidden', async () => {
    for (const verb of ['patch', 'get']) {
      await world.control.act('deny', { verb, resource: kinds[by].resource });
      const { suspensions, warnings } = await planBack();
      expect(suspensions).toEqual([]);
      const found = warnings.find(({ code }) => code === 'automation_forbidden');
      expect(found?.params).toMatchObject({ verb, resource: expect.stringContaining(`${kinds[by].resource}.`) });
      const findings = await world.connection.readiness(soon());
      expect(findings.find(({ params }) => params?.verb === verb)?.code).toBe('permission_useful');
    }
  });

  it('is planned as it is when it was suspended before', async () => {
    await editOf(by, { spec: by === 'argocd' ? { syncPolicy: { automated: null } } : { suspend: true } });
    const { suspensions, warnings, followUps } = await planBack();
    expect([suspensions, warnings]).toEqual([[], []]);
    expect(followUps.map(({ kind }) => kind)).toEqual(['definitive_fix']);
  });

  it('says in both languages what it does, with a command that can be read', async () => {
    const { plan, warning } = await suspensionOf(await planBack());
    expect(gapsIn('kubernetes', [plan.summary, ...plan.followUps, ...plan.warnings, warning])).toEqual([]);
    expect(plan.commands.at(-1)).toMatch(/kubectl -n [\w-]+ .*patch '?[\w.]+'? shop --type json -p '\[\{"op":/);
    expect(plan.followUps).toEqual([expect.objectContaining({ kind: 'restore_automation', restores: true })]);
  });
});

it('leaves an Application alone whose ApplicationSet would put auto-sync back, and says so', async () => {
  await world.control.act('manage', { by: 'argocd', owner: 'all-shops' });
  const { suspensions, warnings } = await planBack();
  expect(suspensions).toEqual([]);
  expect(warnings).toEqual([
    expect.objectContaining({ code: 'automation_owned', params: { name: 'shop', owner: 'all-shops' } }),
  ]);
  expect(gapsIn('kubernetes', warnings)).toEqual([]);
});

it('leaves an Application alone that auto-syncs no more because enabled is false', async () => {
  await world.control.act('manage', { by: 'argocd' });
  await editOf('argocd', { spec: { syncPolicy: { automated: { enabled: false } } } });
  expect((await planBack()).suspensions).toEqual([]);
});
