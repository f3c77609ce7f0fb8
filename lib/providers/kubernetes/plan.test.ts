import { beforeEach, describe, expect, it } from 'vitest';
import { failureOf, type KubernetesCase, kubernetesCase, soon } from '@/tests/contract/fixtures/kubernetes-case';

let world: KubernetesCase;
beforeEach(async () => {
  world = await kubernetesCase();
});

const codes = (notices: { code: string }[]) => notices.map(({ code }) => code);

describe('a plan', () => {
  it('shows images and resources, and gives kubectl commands that find the number when they run', async () => {
    const target = await world.back(2);
    const plan = await world.connection.plan(target.id, soon());
    expect(plan.diff).toMatch(/^-.*web:1\.6\.0$/m);
    expect(plan.diff).toMatch(/^\+.*web:1\.4\.0$/m);
    expect(plan.diff).toContain('DATABASE_PASSWORD');
    expect(plan.commands.join('\n')).toMatch(
      /rollout undo deployment\/web --to-revision "\$\(kubectl .*get replicaset web-\w+ -o jsonpath=/,
    );
    expect(plan.commands.join('\n')).toContain('--token "$KUBERNETES_TOKEN"');
  });

  it('lists the ConfigMaps and Secrets that stay as they are now', async () => {
    const { losses } = await world.connection.plan((await world.back(1)).id, soon());
    expect(losses.find(({ code }) => code === 'config_stays')?.params).toEqual({
      list: 'configmap/web-config, secret/web-keys',
    });
  });

  it('warns of what would bring the other version back, and leaves the work of restoring it', async () => {
    await world.edit({
      metadata: {
        annotations: {
          'argocd.argoproj.io/tracking-id': 'shop:apps/Deployment:shop/web',
          'meta.helm.sh/release-name': 'web',
        },
        labels: { 'kustomize.toolkit.fluxcd.io/name': 'apps', 'kustomize.toolkit.fluxcd.io/namespace': 'flux-system' },
      },
    });
    await world.control.act('create', {
      resource: 'horizontalpodautoscalers',
      object: {
        apiVersion: 'autoscaling/v2',
        kind: 'HorizontalPodAutoscaler',
        metadata: { name: 'web' },
        spec: { minReplicas: 2, maxReplicas: 9, scaleTargetRef: { kind: 'Deployment', name: 'web' } },
      },
    });
    const { warnings, followUps } = await world.connection.plan((await world.back(1)).id, soon());
    expect(codes(warnings)).toEqual(['manager_argocd', 'manager_flux_kustomization', 'manager_helm', 'autoscaler']);
    expect(warnings.find(({ code }) => code === 'manager_helm')?.text).toContain('helm rollback web REVISION -n shop');
    expect(followUps.filter(({ kind }) => kind === 'restore_automation')).toHaveLength(3);
  });

  it('is made without the right to see autoscalers', async () => {
    await world.control.act('deny', { verb: 'list', resource: 'horizontalpodautoscalers' });
    expect((await world.connection.plan((await world.back(1)).id, soon())).warnings).toEqual([]);
  });

  it('warns of a tag that moves, and when only the configuration changes', async () => {
    await world.control.act('deploy', { image: 'shop/web:latest', settle: true });
    await world.edit({ spec: { template: { metadata: { annotations: { restarted: 'now' } } } } });
    await world.control.act('settle');
    const { warnings } = await world.connection.plan((await world.back(1)).id, soon());
    expect(codes(warnings)).toEqual(['same_images', 'mutable_tag']);
  });

  it('is refused while the Deployment is paused, with the command that resumes it', async () => {
    const target = await world.back(1);
    const plan = await world.connection.plan(target.id, soon());
    await world.edit({ spec: { paused: true } });
    for (const call of [world.connection.plan(target.id, soon()), world.connection.start(plan, 'k', soon())]) {
      const { code, message } = await failureOf(call);
      expect([code, message]).toEqual([
        'invalid_target',
        expect.stringContaining('kubectl rollout resume deployment/web -n shop'),
      ]);
    }
    expect(await world.writes()).toBe(0);
  });

  it('says how much history is kept when a revision was pruned', async () => {
    const pruned = await world.back(5);
    await world.edit({ spec: { revisionHistoryLimit: 2 } });
    await world.control.act('settle');
    const { code, message } = await failureOf(world.connection.plan(pruned.id, soon()));
    expect([code, message]).toEqual(['not_found', expect.stringContaining('it keeps 2 earlier ones')]);
  });
});

describe('the revisions', () => {
  it('are ordered by number, not by its digits, and carry tag, reason and time', async () => {
    for (let at = 0; at < 5; at++) await world.control.act('deploy', { note: `Deployment ${at}`, settle: true });
    const [newest, ...others] = await world.list();
    expect([newest, ...others].map((revision) => revision?.label)).toEqual(
      Array.from({ length: 11 }, (_, at) => `1.${11 - at}.0 #${11 - at}`),
    );
    expect(newest).toMatchObject({ current: true, summary: 'registry.shop.test/shop/web:1.11.0 — Deployment 4' });
    expect(Date.parse(newest?.at ?? '')).not.toBeNaN();
  });

  it('keep their id when they are used again, and get the next number', async () => {
    const target = await world.back(3);
    await world.rollBack(3);
    await world.control.act('settle');
    const [current] = await world.list();
    expect(current).toMatchObject({ id: target.id, current: true, label: '1.3.0 #7', marks: ['rollback', 'was:3'] });
  });

  it('are not called a rollback where they were deployed after one', async () => {
    await world.rollBack(3);
    await world.control.act('settle');
    await world.control.act('deploy', { settle: true });
    const [newest, before] = await world.list();
    expect([newest?.marks, before?.marks]).toEqual([[], ['rollback', 'was:3']]);
  });

  it('leave ReplicaSets of others out', async () => {
    const { metadata, spec } = await world.object(`replicasets/shop/${await nameOfNewest()}`);
    const object = {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: { ...metadata, name: 'stray', ownerReferences: [] },
      spec: { ...spec, replicas: 0 },
      status: {},
    };
    await world.control.act('create', { resource: 'replicasets', object });
    expect(await world.list()).toHaveLength(6);
  });
});

async function nameOfNewest(): Promise<string> {
  const { commands } = await world.connection.plan((await world.back(1)).id, soon());
  return /get replicaset (\S+)/.exec(commands.join('\n'))?.[1] ?? '';
}
