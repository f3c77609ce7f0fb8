import { randomUUID } from 'node:crypto';
import type { KubernetesObject } from '@kubernetes/client-node';
import { createCredentials } from '@/lib/providers/credentials';
import { kubernetes } from '@/lib/providers/kubernetes';
import { KINDS, type KindName } from '@/lib/providers/kubernetes/kinds';
import type { Template } from '@/lib/providers/kubernetes/objects';
import { digestOf, plainTemplate } from '@/lib/providers/kubernetes/template';
import { until } from '@/tests/setup/until';
import type { World } from '../../contract/fixture';
import { startHttpRelay, WIRE_FAULTS } from '../http-relay';
import type { Engine } from './engine';
import { workloadManifest } from './manifest';

const TOKEN = 'canary-k8s-t0ken/9b2e+never=seen';
const SECRET = 'canary-env-pa55/3c7d+never=seen';
/** Some more than the contract suite asks for. */
const REVISIONS = 27;

interface Held extends KubernetesObject {
  spec?: { template?: Template };
  data?: { spec: { template: Template } };
  status?: { observedGeneration?: number; updateRevision?: string };
}

/** A workload with a history, without pods: no node and no image is needed. Behind a wire that counts and fails. */
export async function workloadWorld(engine: Engine, kind: KindName): Promise<World> {
  const { client, namespace } = engine;
  const name = `web-${randomUUID().slice(0, 8)}`;
  const header = { apiVersion: 'apps/v1', kind: KINDS[kind].kind, metadata: { name, namespace } };
  const historyKind = kind === 'deployment' ? 'ReplicaSet' : 'ControllerRevision';
  const history = async () =>
    (
      await client.list<Held>(
        'apps/v1',
        historyKind,
        namespace,
        undefined,
        undefined,
        undefined,
        undefined,
        `app=${name}`,
      )
    ).items;
  /** Resolves once the cluster's own controllers have taken note of it. */
  const settled = (revisions: number) =>
    until(
      `revision ${revisions} of ${name}`,
      async () => {
        const { metadata, status } = await client.read<Held>({ ...header });
        const isSeen = status?.observedGeneration === metadata?.generation;
        return isSeen && (await history()).length >= revisions;
      },
      60_000,
      20,
    );
  let made = 0;
  const deploy = async () => {
    const manifest = workloadManifest(kind, { name, namespace, release: ++made, secret: SECRET });
    if (made === 1) await client.create(manifest);
    else await client.patch(manifest);
    await settled(made);
  };
  for (let n = 1; n <= REVISIONS; n++) await deploy();
  const isWrite = (call: string) => /^PATCH /.test(call);
  const relay = await startHttpRelay(engine.server, {
    isWrite,
    async onward(incoming, fault) {
      if (fault === 'auth_refused') return engine.asStranger();
      delete incoming.headers.authorization;
      return engine.asPerson();
    },
  });
  const env = { KUBERNETES_TOKEN: TOKEN };
  const config = { server: relay.url, token: 'env:KUBERNETES_TOKEN', namespace, workload: `${kind}/${name}` };
  return {
    component: { config, env },
    connect: () =>
      kubernetes.connect(kubernetes.config.parse(config), {
        clock: () => new Date(),
        credentials: createCredentials(env),
        cacheDir: '/nonexistent',
      }),
    writes: async () => relay.calls.filter(isWrite).length,
    async everything() {
      const { metadata, spec } = await client.read<Held>({ ...header });
      const held = (await history()).map((each) => [each.metadata?.name, each.metadata?.annotations, each.spec]);
      return JSON.stringify([metadata?.annotations, spec, held]);
    },
    async contentOf(id) {
      const found = (await history())
        .map(({ data, spec }) => (data ?? { spec }).spec?.template)
        .find((template) => template !== undefined && digestOf(template) === id);
      if (!found) throw new Error(`no ${historyKind} holds ${id}`);
      return JSON.stringify(plainTemplate(found));
    },
    deploySlipsIn: deploy,
    fault: relay.fault,
    // Refused by the server itself: the token of the component is none of its own.
    faults: [...WIRE_FAULTS, 'auth_refused'],
    whenHeld: relay.whenHeld,
    unknownRevision: `sha256:${'0'.repeat(64)}`,
    secrets: [TOKEN, SECRET],
    // Without the bodies: a template goes to the cluster as it is.
    traces: async () => relay.calls.map((call) => call.split(' ', 2).join(' ')).join('\n'),
    async close() {
      await relay.close();
      await client.delete(header);
    },
  };
}
