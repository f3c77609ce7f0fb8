import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const HOST = '127.0.0.1';
const LOOK_MS = 50;

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

/** Waits until something listens there; false when the signal ends before. */
export async function isListening(port: number, signal: AbortSignal): Promise<boolean> {
  while (!signal.aborted) {
    if (await canConnect(port)) return true;
    await sleep(LOOK_MS, undefined, { signal }).catch(() => undefined);
  }
  return false;
}

const canConnect = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, HOST);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

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
