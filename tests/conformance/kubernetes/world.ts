import { createCredentials } from '@/lib/providers/credentials';
import { kubernetes } from '@/lib/providers/kubernetes';
import type { KindName } from '@/lib/providers/kubernetes/kinds';
import { digestOf, plainTemplate } from '@/lib/providers/kubernetes/template';
import type { World } from '../../contract/fixture';
import { startHttpRelay, WIRE_FAULTS } from '../http-relay';
import type { Engine } from './engine';
import { deployWorkload, SECRET } from './workload';

const TOKEN = 'canary-k8s-t0ken/9b2e+never=seen';
/** Some more than the contract suite asks for. */
const REVISIONS = 27;

/** A workload with a history, behind a wire that counts and fails. */
export async function workloadWorld(engine: Engine, kind: KindName): Promise<World> {
  const { workload, deploy, read, history, remove } = await deployWorkload(engine, kind, { revisions: REVISIONS });
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
  const config = { server: relay.url, token: 'env:KUBERNETES_TOKEN', namespace: engine.namespace, workload };
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
      const { metadata, spec } = await read();
      const held = (await history()).map((each) => [each.metadata?.name, each.metadata?.annotations, each.spec]);
      return JSON.stringify([metadata?.annotations, spec, held]);
    },
    async contentOf(id) {
      const found = (await history())
        .map(({ data, spec }) => (data ?? { spec }).spec?.template)
        .find((template) => template !== undefined && digestOf(template) === id);
      if (!found) throw new Error(`nothing in the history of ${workload} holds ${id}`);
      return JSON.stringify(plainTemplate(found));
    },
    deploySlipsIn: deploy,
    ...(kind === 'daemonset' ? { alwaysRuns: true as const } : {}),
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
      await remove();
    },
  };
}
