import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCredentials } from '@/lib/providers/credentials';
import { kubernetes } from '@/lib/providers/kubernetes';
import { contractSuite } from '../contract/suite';
import { soon } from '../contract/suite/subject';
import { type Engine, kubeconfigFile, openEngine } from './kubernetes/engine';
import { workloadWorld } from './kubernetes/world';

describe('kubernetes on a real API server', () => {
  if (!kubeconfigFile) return void it.skip('is there');
  let engine: Engine;
  beforeAll(async () => {
    engine = await openEngine();
  });
  afterAll(() => engine?.remove());

  describe.each(['deployment', 'statefulset', 'daemonset'] as const)('a %s', (kind) => {
    contractSuite(kubernetes, () => workloadWorld(engine, kind), {
      withFaults: true,
      // Only the server itself limits calls, and it cannot be told to.
      leftOut: ['offers to try again when the other side answers rate_limited, and works once it is back'],
    });
  });

  it('is reached by the kubeconfig as it stands', async () => {
    const world = await workloadWorld(engine, 'deployment');
    const { workload, namespace } = world.component.config;
    const direct = kubernetes.connect(
      kubernetes.config.parse({ kubeconfig: `file:${kubeconfigFile}`, workload, namespace }),
      { clock: () => new Date(), credentials: createCredentials({}), cacheDir: '/nonexistent' },
    );
    const [seen, byWire] = await Promise.all([direct.current(soon()), world.connect().current(soon())]);
    expect(seen.id).toBe(byWire.id);
    await world.close();
  });
});
