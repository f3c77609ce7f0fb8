import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { type Call, EMULATOR_FAULTS, type Emulator, type EmulatorFault, type LoggedCall, type Reply } from './contract';

export interface Served {
  /** Where the platform's API answers. */
  url: string;
  /** Where the lab and tests act on it from outside: see `control`. */
  controlUrl: string;
  close(): void;
}

/** Serves the platform's API alone: whoever starts it in their own process acts on it without a network. */
export function apiServer(emulator: Emulator): Server {
  return serverOf(new Wire(emulator));
}

/** Serves an emulator on two free loopback ports: the platform's API, and its control. */
export async function serveEmulator(emulator: Emulator): Promise<Served> {
  const wire = new Wire(emulator);
  const api = serverOf(wire);
  const controller = createServer((request, response) => answer(response, control(emulator, wire, request, response)));
  await Promise.all([listen(api), listen(controller)]);
  return {
    url: addressOf(api),
    controlUrl: addressOf(controller),
    close() {
      emulator.end?.();
      for (const server of [api, controller]) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
}

const serverOf = (wire: Wire) => createServer((request, response) => answer(response, wire.take(request, response)));

/** The network's edge: it logs calls, and it fails as told. */
class Wire {
  readonly log: LoggedCall[] = [];
  readonly held = new Set<ServerResponse>();
  private fault: EmulatorFault | null = null;

  constructor(private readonly emulator: Emulator) {}

  suffer(fault: EmulatorFault | null): void {
    this.fault = fault;
    if (fault !== null) return;
    for (const response of this.held) response.destroy();
    this.held.clear();
  }

  async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call = await callOf(request);
    const { fault } = this;
    if (fault === 'slow') return this.hold(call, response, null);
    const write = this.emulator.isWrite(call);
    const refused = fault !== null && fault !== 'lost_reply';
    const reply = refused ? this.emulator.refusal(fault, call) : await this.emulator.handle(call);
    if (fault === 'lost_reply' && write) return this.hold(call, response, reply);
    this.note(call, reply);
    if ('stream' in reply) reply.stream(response);
    else send(response, reply);
  }

  private hold(call: Call, response: ServerResponse, reply: Reply | null): void {
    this.note(call, reply ?? { status: 0 });
    this.held.add(response);
  }

  private note(call: Call, reply: Reply): void {
    this.log.push({
      at: new Date().toISOString(),
      method: call.method,
      path: call.path,
      operation: String(call.headers['x-amz-target'] ?? ''),
      status: 'stream' in reply ? 200 : reply.status,
      write: this.emulator.isWrite(call),
      changed: 'stream' in reply ? null : (reply.changed ?? null),
    });
  }
}

const faultSchema = z.object({ fault: z.enum(EMULATOR_FAULTS).nullable() });
const actionSchema = z.record(z.string(), z.unknown());

/** `GET /log`, `/held`, `/everything`; `POST /fault` {fault}, `POST /actions/<name>` {…}. */
async function control(
  emulator: Emulator,
  wire: Wire,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method, path, body } = await callOf(request);
  const reads: Record<string, () => unknown> = {
    '/log': () => wire.log,
    '/held': () => wire.held.size,
    '/everything': () => emulator.everything(),
  };
  if (method === 'GET' && reads[path]) return send(response, { status: 200, body: reads[path]() });
  const name = /^\/actions\/(\w+)$/.exec(path)?.[1];
  const action = name === undefined ? undefined : emulator.actions[name];
  if (method === 'POST' && path === '/fault') {
    wire.suffer(faultSchema.parse(JSON.parse(body)).fault);
    return send(response, { status: 200, body: null });
  }
  if (method !== 'POST' || !action) return send(response, { status: 404, body: { error: `no ${method} ${path}` } });
  send(response, { status: 200, body: (await action(actionSchema.parse(JSON.parse(body || '{}')))) ?? null });
}

async function callOf(request: IncomingMessage): Promise<Call> {
  const url = new URL(request.url ?? '/', 'http://emulator');
  const { method = 'GET', headers } = request;
  return { method, path: url.pathname, query: url.searchParams, headers, body: await text(request) };
}

function send(response: ServerResponse, { status, headers, body }: Exclude<Reply, { stream: unknown }>): void {
  const isText = typeof body === 'string';
  response.writeHead(status, { 'content-type': isText ? 'text/plain' : 'application/json', ...headers });
  response.end(isText || body === undefined ? body : JSON.stringify(body));
}

/** A bug of an emulator must be seen by whoever looks at its answers. */
function answer(response: ServerResponse, work: Promise<void>): void {
  work.catch((cause: unknown) => {
    const text = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
    process.stderr.write(`${text}\n`);
    if (response.headersSent) response.destroy();
    else send(response, { status: 500, body: text });
  });
}

const listen = (server: Server) =>
  new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });

const addressOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
