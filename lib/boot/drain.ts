import { subscribe } from 'node:diagnostics_channel';
import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_EVERY_MS = 25;
const servers = new Set<Server>();

/** Learns of each HTTP server of this process from its first request: Next keeps its own to itself. */
export function noticeServers(): void {
  subscribe('http.server.request.start', (message) => {
    servers.add((message as { server: Server }).server);
  });
}

/** Takes no new connection, and resolves once every answer that has begun is out. */
export async function drain(): Promise<void> {
  let open = servers.size;
  for (const server of servers) {
    server.close(() => {
      open -= 1;
    });
  }
  for (; open > 0; await sleep(LOOK_EVERY_MS)) {
    // Whoever was given an answer may hold the connection for another request.
    for (const server of servers) server.closeIdleConnections();
  }
}
