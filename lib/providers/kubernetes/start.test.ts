import { beforeEach, describe, expect, it } from 'vitest';
import {
  failureOf,
  type KubernetesCase,
  kubernetesCase,
  soon,
  watchUntil,
} from '@/tests/contract/fixtures/kubernetes-case';

let world: KubernetesCase;
beforeEach(async () => {
  world = await kubernetesCase();
});

describe('a start', () => {
  it('puts the template back byte for byte, fields that typed clients lose included', async () => {
    const target = await world.back(2);
    const { operation, plan } = await world.rollBack(2);
    await watchUntil(world, { operation, plan });
    const [container] = (await world.object('deployments/shop/web')).spec.template.spec.containers as Record<
      string,
      unknown
    >[];
    expect(container).toMatchObject({
      image: target.summary.split(' ')[0],
      readinessProbe: { grpc: { port: 8080, service: null } },
    });
  });

  it('leaves replicas and strategy alone and keeps the annotations that are the Deployment’s own', async () => {
    const before = await world.object('deployments/shop/web');
    await world.rollBack(2);
    const after = await world.object('deployments/shop/web');
    expect({ ...after.spec, template: null }).toEqual({ ...before.spec, template: null });
    const applied = 'kubectl.kubernetes.io/last-applied-configuration';
    expect(after.metadata.annotations[applied]).toBe(before.metadata.annotations[applied]);
    expect(after.metadata.annotations).toMatchObject({
      'repli/run': 'run.step',
      'kubernetes.io/change-cause': 'French sentences',
    });
  });

  it('goes on to the same revision when it is sent twice, where kubectl would swing back', async () => {
    const target = await world.back(2);
    await watchUntil(world, await world.rollBack(2));
    expect((await failureOf(world.connection.plan(target.id, soon()))).code).toBe('conflict');
    expect((await world.connection.current(soon())).id).toBe(target.id);
  });

  it('writes nothing when somebody has gone to the same target by hand', async () => {
    const plan = await world.connection.plan((await world.back(2)).id, soon());
    await world.rollBack(2, 'another-run.step');
    const operation = await world.connection.start(plan, 'run.step', soon());
    expect(operation.evidence).toContain('nothing was written');
    expect(await world.writes()).toBe(1);
    expect((await watchUntil(world, { plan, operation })).at(-1)?.kind).toBe('converged');
  });

  it('is a conflict when the workload was deleted and made again', async () => {
    const plan = await world.connection.plan((await world.back(2)).id, soon());
    const object = await world.object('deployments/shop/web');
    await world.control.act('remove', { resource: 'deployments', name: 'web' });
    await world.control.act('create', { resource: 'deployments', object });
    const { code, message } = await failureOf(world.connection.start(plan, 'run.step', soon()));
    expect([code, message]).toEqual(['conflict', expect.stringContaining('created again')]);
  });

  it('is not held up by status changes, which keep moving the resourceVersion', async () => {
    const plan = await world.connection.plan((await world.back(2)).id, soon());
    await world.edit({ metadata: { labels: { touched: 'yes' } } });
    await world.connection.start(plan, 'run.step', soon());
    expect(await world.writes()).toBe(1);
  });

  it('names verb and resource of a missing permission', async () => {
    await world.control.act('deny', { verb: 'patch', resource: 'deployments' });
    const { code, message, retryable } = await failureOf(world.rollBack(2));
    expect([code, retryable]).toEqual(['auth', false]);
    expect(message).toContain('may not patch deployments.apps in namespace shop');
    const findings = await world.connection.readiness(soon());
    expect(findings.find(({ level }) => level === 'fail')).toMatchObject({
      code: 'permission_missing',
      params: { verb: 'patch', resource: 'deployments.apps', namespace: 'shop' },
    });
  });

  it('says who deployed when it is a conflict', async () => {
    const plan = await world.connection.plan((await world.back(2)).id, soon());
    await world.control.act('deploy', { by: 'shop-pipeline', settle: true });
    expect((await failureOf(world.connection.start(plan, 'k', soon()))).message).toContain(
      'last changed by shop-pipeline',
    );
  });
});
