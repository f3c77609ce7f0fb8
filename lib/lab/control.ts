import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { verifySignature } from '@/lib/channels/signature';
import type { ServiceName } from './client';
import type { Inbox } from './inbox';
import { inboxPage } from './pages';
import { NoBugFits, NothingToMend, type Pushed } from './remote';
import type { LabSettings } from './settings';

const MAX_BODY_BYTES = 256 * 1024;

export interface Pushes {
  breakIt(): Promise<Pushed>;
  mendIt(): Promise<Pushed>;
}

export interface ControlOptions {
  settings: LabSettings;
  inbox: Inbox;
  urls: { shop: string; storefront: string; orders?: string | undefined };
  /** What breaks and mends each service, by a commit. */
  services: Partial<Record<ServiceName, Pushes>>;
  /** Makes Amazon refuse what a rollback needs in its middle, or lets it again; absent where nothing can be refused. */
  refuse?: ((isRefused: boolean) => void) | undefined;
  log: (line: string) => void;
}

/**
 * The lab's own server, on loopback only: `GET /inbox` (a page), `GET /inbox.json`, `POST /inbox` (the webhook),
 * and with the token of `lab.json` as bearer `GET /status`, `POST /break` and `POST /mend` with
 * `?service=<slug>`, `POST /refuse` and `POST /allow`.
 */
export function controlServer(options: ControlOptions): Server {
  const routes: Record<string, (request: IncomingMessage, response: ServerResponse) => Promise<void> | void> = {
    'GET /': (_request, response) => void response.writeHead(302, { location: '/inbox' }).end(),
    'GET /inbox': (request, response) => {
      const { headers } = request;
      send(response, 200, 'text/html', inboxPage(options.inbox.messages(), options.urls, headers['accept-language']));
    },
    'GET /inbox.json': (_request, response) => json(response, 200, options.inbox.messages()),
    'POST /inbox': (request, response) => receive(request, response, options),
    'GET /status': guarded(options.settings.token, (_request, response) => json(response, 200, { pid: process.pid })),
    'POST /break': guarded(
      options.settings.token,
      pushes(options, ({ breakIt }) => breakIt()),
    ),
    'POST /mend': guarded(
      options.settings.token,
      pushes(options, ({ mendIt }) => mendIt()),
    ),
    'POST /refuse': guarded(options.settings.token, (_request, response) => refuse(response, options, true)),
    'POST /allow': guarded(options.settings.token, (_request, response) => refuse(response, options, false)),
  };
  return createServer(async (request, response) => {
    // A page elsewhere could make a browser ask us under its own name (DNS rebinding): we answer to ours alone.
    if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? '')) return json(response, 421, {});
    const route = routes[`${request.method} ${(request.url ?? '').split('?')[0]}`];
    if (!route) return json(response, 404, {});
    try {
      await route(request, response);
    } catch (error) {
      options.log(`${request.url} failed: ${error instanceof Error ? error.message : 'unknown'}`);
      if (!response.headersSent) json(response, 500, { code: 'failed' });
    }
  });
}

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

function guarded(token: string, handler: Handler): Handler {
  const wanted = Buffer.from(`Bearer ${token}`);
  return (request, response) => {
    const given = Buffer.from(request.headers.authorization ?? '');
    if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return json(response, 401, {});
    return handler(request, response);
  };
}

function pushes({ services }: ControlOptions, push: (service: Pushes) => Promise<Pushed>): Handler {
  return async (request, response) => {
    const name = new URL(request.url ?? '/', 'http://lab').searchParams.get('service');
    const service = Object.entries(services).find(([slug]) => slug === name)?.[1];
    if (!service) return json(response, 404, {});
    try {
      json(response, 200, await push(service));
    } catch (error) {
      if (error instanceof NoBugFits) return json(response, 409, { code: 'no_bug_fits' });
      if (error instanceof NothingToMend) return json(response, 409, { code: 'nothing_to_mend' });
      throw error;
    }
  };
}

function refuse(response: ServerResponse, options: ControlOptions, isRefused: boolean): void {
  options.refuse?.(isRefused);
  json(response, options.refuse ? 200 : 404, {});
}

async function receive(request: IncomingMessage, response: ServerResponse, options: ControlOptions): Promise<void> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) return json(response, 413, {});
    chunks.push(chunk);
  }
  const body = Buffer.concat(chunks).toString('utf8');
  const now = new Date();
  if (!verifySignature(options.settings.webhookSecret, request.headers, body, now)) return json(response, 401, {});
  json(response, (await options.inbox.receive(body, now)) ? 202 : 422, {});
}

function json(response: ServerResponse, status: number, value: unknown): void {
  send(response, status, 'application/json', JSON.stringify(value));
}

function send(response: ServerResponse, status: number, type: string, content: string): void {
  response.writeHead(status, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' });
  response.end(content);
}
