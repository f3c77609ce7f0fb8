import { describe, expect, it } from 'vitest';
import { providers } from '@/lib/providers/registry';
import { fixtures } from './fixtures';
import { contractSuite } from './suite';

describe.each(Object.keys(providers) as (keyof typeof fixtures)[])('provider %s', (id) => {
  const { provider, worlds } = fixtures[id];

  it('is the one of the registry, under its own id', () => {
    expect(provider).toBe(providers[id]);
    expect(provider.id).toBe(id);
  });

  it('declares how a repeated write is harmless', () => expect(provider.guard.how).not.toBe(''));

  describe.each(Object.entries(worlds))('against %s', (name, create) => {
    contractSuite(provider, create, { withFaults: name === Object.keys(worlds)[0] });
  });
});
