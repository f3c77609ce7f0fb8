import type { lookup } from 'node:dns';
import { describe, expect, it } from 'vitest';
import { guardedLookup, RefusedAddressError, type Resolver } from './guarded-lookup';

function resolverOf(...addresses: string[]): Resolver {
  const resolver = (_host: string, _options: unknown, callback: (error: null, found: unknown) => void) =>
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  return resolver as unknown as typeof lookup;
}

function resolve(resolver: Resolver, all: boolean): Promise<unknown[]> {
  return new Promise((done) => guardedLookup(resolver)('host.example', { all }, (...answer) => done(answer)));
}

describe('guardedLookup', () => {
  it('hands on harmless addresses, one or all', async () => {
    const resolver = resolverOf('10.0.0.1', '::1');
    expect(await resolve(resolver, false)).toEqual([null, '10.0.0.1', 4]);
    expect(await resolve(resolver, true)).toEqual([
      null,
      [
        { address: '10.0.0.1', family: 4 },
        { address: '::1', family: 6 },
      ],
    ]);
  });

  it('refuses a name when any of its addresses is refused', async () => {
    const [error] = await resolve(resolverOf('10.0.0.1', '169.254.169.254'), true);
    expect(error).toBeInstanceOf(RefusedAddressError);
  });

  it('refuses an IPv6 address that hides a refused IPv4 one', async () => {
    const [error] = await resolve(resolverOf('64:ff9b::a9fe:a9fe'), false);
    expect(error).toBeInstanceOf(RefusedAddressError);
  });
});
