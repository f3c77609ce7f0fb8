import { once } from 'node:events';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import https, { type RequestOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Fault } from '../contract/fixture';

/** What a wire can show by itself; refusing credentials and limiting calls are the other side's own words. */
export const WIRE_FAULTS = ['slow', 'unavailable', 'lost_reply'] as const satisfies readonly Fault[];

/** One call that was carried out: method, path, operation and body. */
type Call = string;

export interface HttpRelay {
  url: string;
  /** Calls that were carried out, in their order. */
  calls: Call[];
  fault(fault: Fault | null): Promise<void>;
  whenHeld(): Promise<void>;
  close(): Promise<void>;
}

interface Options {
  isWrite(call: Call): boolean;
  /** What this call takes to the engine beside its own headers, as certificates; its own as they are by default. */
  onward?(incoming: IncomingMessage, fault: Fault | null): Promise<RequestOptions>;
}

/** Stands on the wire to an engine that speaks HTTP: it counts, holds and cuts, and passes all else on unchanged. */
export async function startHttpRelay(
  engine: string,
  { isWrite, onward = async () => ({}) }: Options,
): Promise<HttpRelay> {
  const calls: Call[] = [];
  const heldReplies = new Set<ServerResponse>();
  let fault: Fault | null = null;
  let announce = () => {};
  let whenHeld = Promise.resolve();
  const hold = (response: ServerResponse) => {
    heldReplies.add(response);
    announce();
  };
  const server = http.createServer(async (request, response) => {
    if (fault === 'slow') return hold(response);
    if (fault === 'unavailable') return response.writeHead(503).end('Service Unavailable');
    const during = fault;
    try {
      const body = await read(request);
      const call = [request.method, request.url, request.headers['x-amz-target'], body].join(' ');
      const reply = await forward(engine, request, body, await onward(request, during));
      if ((reply.statusCode ?? 500) < 300) calls.push(call);
      response.on('close', () => reply.destroy());
      if (during === 'lost_reply' && isWrite(call)) return hold(response);
      // As it comes: the reply to a watch does not end.
      reply.on('error', () => response.destroy());
      reply.pipe(response.writeHead(reply.statusCode ?? 502, reply.headers));
    } catch {
      response.destroy();
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    async fault(next) {
      fault = next;
      whenHeld = new Promise((resolve) => {
        announce = resolve;
      });
      for (const response of heldReplies) response.destroy();
      heldReplies.clear();
    },
    whenHeld: () => whenHeld,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function forward(
  engine: string,
  request: IncomingMessage,
  body: string,
  onward: RequestOptions,
): Promise<IncomingMessage> {
  const url = new URL(engine.replace(/\/+$/, '') + (request.url ?? '/'));
  const { method } = request;
  // Bodies are read whole, so that their length is known; the name of the host is that of the engine.
  const { 'transfer-encoding': _, host: __, ...rest } = request.headers;
  const headers = { ...rest, ...onward.headers, 'content-length': Buffer.byteLength(body) };
  const send = (url.protocol === 'https:' ? https : http).request;
  const outgoing = send(url, { ...onward, method, headers } as RequestOptions);
  outgoing.end(body);
  const [reply] = (await once(outgoing, 'response')) as [IncomingMessage];
  return reply;
}

async function read(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
