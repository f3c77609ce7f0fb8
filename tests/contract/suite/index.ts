import { describe } from 'vitest';
import type { Provider } from '@/lib/providers/contract';
import type { World } from '../fixture';
import { faults } from './faults';
import { readsAndWrites } from './reads-and-writes';
import { standstill } from './standstill';
import { promiseExcept, subjectOf } from './subject';
import { waysBack } from './ways-back';

interface Asked {
  /** Whether this world is asked for what must hold under faults. */
  withFaults: boolean;
  /** Titles of what it cannot show; the reason of each stands in tests/setup/allowed-skips.json. */
  leftOut?: readonly string[];
}

/** What every provider promises, whatever stands on the other side. Call it within a `describe`. */
export function contractSuite(provider: Provider, create: () => Promise<World>, asked: Asked): void {
  const on = subjectOf(provider.id, create);
  const promise = promiseExcept(asked.leftOut ?? []);
  readsAndWrites(on, promise);
  waysBack(provider, on, promise);
  if (provider.capabilities.standstill) standstill(on, promise);
  if (asked.withFaults) describe('with faults on the wire', () => faults(on, promise));
}
