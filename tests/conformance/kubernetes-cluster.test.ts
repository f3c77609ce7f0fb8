import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Connection, Progress } from '@/lib/providers/contract';
import { createCredentials } from '@/lib/providers/credentials';
import { kubernetes } from '@/lib/providers/kubernetes';
import type { KindName } from '@/lib/providers/kubernetes/kinds';
import { allRevisions, errorOf, soon } from '../contract/suite/subject';
import { type Engine, kubeconfigFile, openEngine } from './kubernetes/engine';
import { tokenWith } from './kubernetes/token';
import { type DeployedWorkload, deployWorkload } from './kubernetes/workload';

describe('a real Kubernetes cluster', () => {
  if (!kubeconfigFile) return void it.skip('is there');
  let engine: Engine;
  let deployed: DeployedWorkload | undefined;
  beforeAll(async () => {
    engine = await openEngine();
  });
  afterEach(() => deployed?.remove());
  afterAll(() => engine?.remove());

  /** Of three releases, the third of which runs; the image of the first cannot be pulled. */
  const deploy = async (kind: KindName): Promise<DeployedWorkload> => {
    deployed = await deployWorkload(engine, kind, { revisions: 3, absent: 1 });
    return deployed;
  };
  /** A connection by the kubeconfig as it stands, or of whoever has the token. */
  const connectTo = ({ workload }: DeployedWorkload, token?: string): Connection => {
    const kubeconfig = token === undefined ? `file:${kubeconfigFile}` : 'env:SHOP_KUBECONFIG';
    const env = token === undefined ? {} : { SHOP_KUBECONFIG: engine.kubeconfigOf(token) };
    return kubernetes.connect(kubernetes.config.parse({ kubeconfig, workload, namespace: engine.namespace }), {
      clock: () => new Date(),
      credentials: createCredentials(env),
      cacheDir: '/nonexistent',
    });
  };
  const planBack = async (connection: Connection, back: number) => {
    const target = (await allRevisions(connection, 50))[back];
    return connection.plan(target?.id ?? '', soon());
  };
  /** Rolls back and follows, until enough was seen. */
  const rollBack = async (connection: Connection, back: number, enough: RegExp): Promise<Progress[]> => {
    const plan = await planBack(connection, back);
    const operation = await connection.start(plan, randomUUID(), soon());
    const seen: Progress[] = [];
    for await (const progress of connection.watch(operation, plan, soon())) {
      seen.push(progress);
      if (progress.kind === 'progress' && enough.test(progress.text)) break;
    }
    return seen;
  };
  const NEVER = /(?!)/;

  it('shows a rollout pod by pod, and the images that they run', async () => {
    const seen = await rollBack(connectTo(await deploy('deployment')), 1, NEVER);
    expect(seen.filter(({ kind }) => kind === 'progress').length).toBeGreaterThan(0);
    expect(seen.at(-1)).toMatchObject({
      kind: 'converged',
      evidence: expect.stringContaining('They run registry.example/shop/web:1.2.0 (sha256:aaaaaaaaaaaa)'),
    });
  });

  it('gives up by itself on pods that do not come up, and what keeps them is told', async () => {
    const failure = await errorOf(rollBack(connectTo(await deploy('deployment')), 2, NEVER));
    expect(failure.code).toBe('failed');
    expect(failure.message).toMatch(/progress deadline has passed.*\(web\): ImagePullBackOff/);
  });

  it('lets a broken pod of a StatefulSet hold the way back up, and which one is told', async () => {
    const connection = connectTo(await deploy('statefulset'));
    await rollBack(connection, 2, /ImagePullBackOff/);
    const seen = await rollBack(connection, 1, /holds the update up/);
    expect(seen.at(-1)).toMatchObject({ text: expect.stringMatching(/kubectl delete pod web-\w+-1/) });
  });

  it('refuses what a Role lacks, and verb and resource are told', async () => {
    const workload = await deploy('deployment');
    const rules = [{ apiGroups: ['apps'], resources: ['deployments', 'replicasets'], verbs: ['get', 'list'] }];
    const connection = connectTo(workload, await tokenWith(engine, rules));
    const findings = await connection.readiness(soon());
    const missing = (code: string) =>
      findings.filter((each) => each.code === code).map(({ params }) => `${params?.verb} ${params?.resource}`);
    expect(missing('permission_missing')).toEqual(['watch deployments.apps', 'patch deployments.apps']);
    expect(missing('permission_useful')).toEqual([
      'list pods',
      'watch pods',
      'get pods/log',
      'list horizontalpodautoscalers.autoscaling',
    ]);
    const failure = await errorOf(planBack(connection, 1).then((plan) => connection.start(plan, 'run.step', soon())));
    expect([failure.code, failure.retryable]).toEqual(['auth', false]);
    expect(failure.message).toContain('add the verb patch on deployments.apps to their Role');
  });

  it('shows a rollout to whoever may not see pods', async () => {
    const rules = [
      { apiGroups: ['apps'], resources: ['deployments'], verbs: ['get', 'list', 'watch', 'patch'] },
      { apiGroups: ['apps'], resources: ['replicasets'], verbs: ['list'] },
    ];
    const connection = connectTo(await deploy('deployment'), await tokenWith(engine, rules));
    expect((await rollBack(connection, 1, NEVER)).at(-1)?.kind).toBe('converged');
  });

  it('marks what a rollback used again, and not what was deployed after it', async () => {
    const workload = await deploy('deployment');
    const connection = connectTo(workload);
    await rollBack(connection, 1, NEVER);
    await workload.deploy();
    expect((await allRevisions(connection, 50)).map(({ label, marks }) => [label, ...marks])).toEqual([
      ['1.4.0 #5'],
      ['1.2.0 #4', 'rollback', 'was:2'],
      ['1.3.0 #3'],
      ['1 #1'],
    ]);
  });
});
