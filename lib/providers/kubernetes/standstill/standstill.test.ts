import { describe, expect, it } from 'vitest';
import { type KubernetesCase, kubernetesCase, soon } from '@/tests/contract/fixtures/kubernetes-case';
import { gapsIn } from '@/tests/contract/fixtures/translations';
import type { Checkpoint, ProviderPlan, Standstill } from '../../contract';

const KEY = 'run.stop';
const BACK = 'run.resume';

async function planned({ connection }: KubernetesCase): Promise<Standstill> {
  const found = await connection.standstill?.(soon());
  if (!found) throw new Error('nothing runs');
  return found;
}

async function carryOut({ connection }: KubernetesCase, plan: ProviderPlan, key: string): Promise<string> {
  for await (const progress of connection.watch(await connection.start(plan, key, soon()), plan, soon()))
    if (progress.kind === 'converged') return progress.evidence;
  throw new Error('it did not converge');
}

async function stop(shop: KubernetesCase): Promise<Checkpoint> {
  const { stop: plan } = await planned(shop);
  const point = await shop.connection.checkpoint?.(plan, KEY, soon());
  if (!point) throw new Error('no checkpoint');
  await carryOut(shop, plan, KEY);
  return point;
}

async function restorePlan({ connection }: KubernetesCase, point: Checkpoint): Promise<ProviderPlan> {
  const plan = await connection.restore?.(point, soon());
  if (!plan) throw new Error('nothing restores');
  return plan;
}

const podsOf = async ({ control }: KubernetesCase) =>
  Object.keys(JSON.parse(await control.everything()) as object).filter((key) => key.startsWith('pods/')).length;

describe.each(['deployment', 'statefulset'])('a %s that is stopped while its data goes back', (kind) => {
  it('has no pod left and comes back with as many as before, each by one write', async () => {
    const shop = await kubernetesCase({ kind });
    const before = await podsOf(shop);
    const { stop: plan, resume } = await planned(shop);
    expect(gapsIn('kubernetes', [plan.summary, ...plan.followUps, ...plan.warnings, ...plan.losses])).toEqual([]);
    expect([plan.from.label, plan.to.label, resume.to.label]).toEqual([`${before} pods`, '0 pods', `${before} pods`]);
    const point = await stop(shop);
    expect(await podsOf(shop)).toBe(0);
    const back = await restorePlan(shop, point);
    await carryOut(shop, back, BACK);
    await carryOut(shop, back, BACK);
    expect(await podsOf(shop)).toBe(before);
    expect(await shop.writes()).toBe(2);
    await expect(shop.connection.undo?.(point, soon())).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('a Deployment that is stopped', () => {
  it('takes a rollback meanwhile and comes back on its target', async () => {
    const shop = await kubernetesCase();
    const point = await stop(shop);
    const { plan, operation } = await shop.rollBack(2);
    for await (const progress of shop.connection.watch(operation, plan, soon()))
      if (progress.kind === 'converged') expect(progress.evidence).toContain(plan.to.label);
    expect(await podsOf(shop)).toBe(0);
    await carryOut(shop, await restorePlan(shop, point), BACK);
    expect((await shop.connection.current(soon())).id).toBe(plan.to.id);
    expect(await podsOf(shop)).toBeGreaterThan(0);
  });

  it('keeps its former number when the stop is tried again', async () => {
    const shop = await kubernetesCase();
    const both = await planned(shop);
    const point = await stop(shop);
    expect(await shop.connection.checkpoint?.(both.stop, KEY, soon())).toMatchObject({ data: point.data });
  });

  it('has what keeps its number in git suspended first', async () => {
    const shop = await kubernetesCase();
    await shop.control.act('manage', { by: 'argocd' });
    const { stop: plan } = await planned(shop);
    expect(plan.suspensions?.map((suspension) => suspension.plan.to.label)).toEqual(['Application shop suspended']);
  });

  it('is a conflict when something scales it meanwhile', async () => {
    const shop = await kubernetesCase({ stepMs: 200 });
    const { stop: plan } = await planned(shop);
    const operation = await shop.connection.start(plan, KEY, soon());
    await shop.edit({ spec: { replicas: 2 } });
    const watching = async () => {
      for await (const _progress of shop.connection.watch(operation, plan, soon()));
    };
    await expect(watching()).rejects.toMatchObject({ code: 'conflict' });
  });
});

it('a DaemonSet cannot be stopped', async () =>
  expect((await kubernetesCase({ kind: 'daemonset' })).connection.standstill).toBeUndefined());
