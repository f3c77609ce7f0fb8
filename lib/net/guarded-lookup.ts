import { lookup as dnsLookup, type LookupAddress, type LookupOptions } from 'node:dns';
import { isRefusedAddress } from './refused-address';

/** The address is one that Repli never connects to (a metadata service, a link-local address). */
export class RefusedAddressError extends Error {
  override readonly name = 'RefusedAddressError';
  constructor(readonly host: string) {
    super(`${host} leads to an address that is never asked (cloud metadata or link-local)`);
  }
}

type Callback = (error: Error | null, address: string | LookupAddress[], family?: number) => void;
export type Resolver = typeof dnsLookup;

/**
 * A `lookup` for `net.connect` that looks at the very addresses about to be connected to: between the
 * look and the connection there is no second resolution for a hostile name server to answer differently.
 */
export function guardedLookup(resolver: Resolver = dnsLookup) {
  return (hostname: string, options: LookupOptions, callback: Callback): void => {
    resolver(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, []);
      if (addresses.some(({ address }) => isRefusedAddress(address))) {
        return callback(new RefusedAddressError(hostname), []);
      }
      if (options.all) return callback(null, addresses);
      const first = addresses[0];
      if (!first) return callback(Object.assign(new Error(`${hostname} has no address`), { code: 'ENOTFOUND' }), []);
      callback(null, first.address, first.family);
    });
  };
}
