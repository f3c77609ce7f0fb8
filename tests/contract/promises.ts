import { describe, expect, it } from 'vitest';
import { type ProviderId, providers } from '@/lib/providers/registry';
import { fixtures } from './fixtures';
import { contractSuite } from './suite';

/** The contract suite against every world of a provider's fixture: one test file a provider, so that they run side by side. */
export function promisesOf(id: ProviderId): void {
  const { provider, worlds } = fixtures[id];
  describe(`provider ${id}`, () => {
    it('is the one of the registry, under its own id', () => {
      expect(provider).toBe(providers[id]);
      expect(provider.id).toBe(id);
    });

    it('declares how a repeated write is harmless', () => expect(provider.guard.how).not.toBe(''));

    describe.each(Object.entries(worlds))('against %s', (name, create) => {
      contractSuite(provider, create, { withFaults: name === Object.keys(worlds)[0] });
    });
  });
}
