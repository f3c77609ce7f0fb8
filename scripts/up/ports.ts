import net from 'node:net';
import { words } from './words';

const TRIES = 50;

/** The first free port from `wanted` on. Throws when none of the next fifty is free. */
export async function firstFreePort(wanted: number): Promise<number> {
  for (let port = wanted; port < wanted + TRIES; port++) {
    if (await isFree(port)) return port;
  }
  throw new Error(words('noPort', { first: String(wanted), last: String(wanted + TRIES - 1) }));
}

/** A program on one address of this machine is enough to answer for "localhost". */
async function isFree(port: number): Promise<boolean> {
  for (const host of ['127.0.0.1', '::1', '0.0.0.0', '::']) {
    if (await isTaken(port, host)) return false;
  }
  return true;
}

/** A machine without IPv6 has other errors than "in use": they do not count. */
function isTaken(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code === 'EADDRINUSE' || error.code === 'EACCES'),
    );
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(false)));
  });
}
