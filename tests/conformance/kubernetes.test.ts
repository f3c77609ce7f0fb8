import { afterAll, beforeAll, describe, it } from 'vitest';
import { kubernetes } from '@/lib/providers/kubernetes';
import { contractSuite } from '../contract/suite';
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
});
