import { isIP, Socket } from 'node:net';
import { guardedLookup, RefusedAddressError } from './guarded-lookup';
import { isRefusedAddress, isRefusedName } from './refused-address';

/** Throws RefusedAddressError. A literal address is never looked up, so it is judged before. */
export function refuseHost(host: string): void {
  if (isRefusedName(host) || (isIP(host) !== 0 && isRefusedAddress(host))) throw new RefusedAddressError(host);
}

/**
 * An open connection to a host and port, looked at as every other one. The signal ends it, also later. Throws
 * RefusedAddressError, or what the network threw (see `failure.ts`).
 */
export async function guardedConnect(host: string, port: number, signal: AbortSignal): Promise<Socket> {
  signal.throwIfAborted();
  refuseHost(host);
  const socket = new Socket({ signal });
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.connect({ host, port, lookup: guardedLookup() }, resolve);
  });
  return socket;
}
