import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

const HOST = '127.0.0.1';

/** Listens on loopback, on the wanted port where it is free, else on any. Answers with the port. */
export async function listen(server: Server, wanted: number): Promise<number> {
  return tryListen(server, wanted).catch(() => tryListen(server, 0));
}

export const addressAt = (port: number): string => `http://${HOST}:${port}`;

/** A port that is free right now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await tryListen(server, 0);
  await close(server);
  return port;
}

/** Ends the server and every connection to it. */
export function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function tryListen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, () => {
      server.removeListener('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}
