import { afterEach, describe, expect, it } from 'vitest';
import { closedPort, readAll, serve, type TestServer } from '@/lib/net/testing/server';
import type { OutgoingMessage } from './contract';
import { type Delivery, deliver } from './deliver';
import { verifySignature } from './signature';

const message: OutgoingMessage = {
  id: 'message-1',
  kind: 'start',
  locale: 'fr',
  incident: { id: 'i', number: 142, title: 'Le paiement échoue', url: 'https://repli.example/incidents/142' },
  service: 'Shop',
  body: '**Retour arrière en cours**',
};
const values: Record<string, string> = { 'env:HOOK_SECRET': 'a-shared-secret' };

function send(config: unknown, kind = 'webhook'): Promise<Delivery> {
  return deliver({ kind, config }, message, {
    signal: new AbortController().signal,
    clock: () => new Date(),
    resolve: async (reference) => {
      const value = values[reference];
      if (value === undefined) throw new Error('not set: a-shared-secret');
      return value;
    },
  });
}

let server: TestServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function answering(status: number, headers: Record<string, string> = {}): Promise<TestServer> {
  server = await serve((_request, response) => response.writeHead(status, headers).end('a-shared-secret'));
  return server;
}

describe('deliver: webhook', () => {
  it('posts the message as JSON that the receiver can verify', async () => {
    const received: { verified: boolean; body: unknown; id: unknown }[] = [];
    server = await serve(async (request, response) => {
      const text = await readAll(request);
      const verified = verifySignature('a-shared-secret', request.headers, text);
      received.push({ verified, body: JSON.parse(text), id: request.headers['x-repli-message-id'] });
      response.writeHead(202).end();
    });
    const delivery = await send({ url: `${server.url}/hooks`, secret: 'env:HOOK_SECRET' });
    expect(delivery).toEqual({ ok: true, evidence: `202 from 127.0.0.1:${server.port}` });
    expect(received).toEqual([{ verified: true, body: message, id: 'message-1' }]);
  });

  it('reads the address from a reference', async () => {
    const { url } = await answering(200);
    values['env:HOOK_URL'] = url;
    expect(await send({ url: 'env:HOOK_URL', secret: 'env:HOOK_SECRET' })).toMatchObject({ ok: true });
  });

  it.each([408, 429, 500, 503])('says that %i is worth repeating', async (status) => {
    const { url } = await answering(status);
    expect(await send({ url, secret: 'env:HOOK_SECRET' })).toMatchObject({ ok: false, retryable: true });
  });

  it.each([302, 400, 401, 404, 410])('says that %i is not worth repeating', async (status) => {
    const { url, port } = await answering(status, { location: 'http://127.0.0.1:1/' });
    expect(await send({ url, secret: 'env:HOOK_SECRET' })).toEqual({
      ok: false,
      error: `${status} from 127.0.0.1:${port}`,
      retryable: false,
    });
  });

  it('says that a network failure is worth repeating', async () => {
    const port = await closedPort();
    expect(await send({ url: `http://127.0.0.1:${port}/`, secret: 'env:HOOK_SECRET' })).toEqual({
      ok: false,
      error: `127.0.0.1:${port}: connection refused (ECONNREFUSED)`,
      retryable: true,
    });
  });

  it('never posts to a metadata address', async () => {
    const delivery = await send({ url: 'http://169.254.169.254/', secret: 'env:HOOK_SECRET' });
    expect(delivery).toMatchObject({ ok: false, retryable: false, error: expect.stringContaining('never asked') });
  });

  it('asks for a missing secret without quoting the resolver', async () => {
    const { url } = await answering(200);
    expect(await send({ url, secret: 'env:MISSING' })).toEqual({
      ok: false,
      error: 'env:MISSING has no value: set it where the worker runs',
      retryable: false,
    });
  });
});

describe('deliver: the catalogue is wrong', () => {
  it('refuses an unknown kind and an invalid config', async () => {
    expect(await send({}, 'pigeon')).toMatchObject({ ok: false, retryable: false });
    expect(await send({ url: 'ftp://x', secret: 'env:HOOK_SECRET' })).toMatchObject({ ok: false, retryable: false });
    expect(await send({ url: 'https://x.example', secret: 'in clear' })).toMatchObject({ ok: false, retryable: false });
  });
});
