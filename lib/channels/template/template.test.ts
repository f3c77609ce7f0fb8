import { afterEach, describe, expect, it } from 'vitest';
import { readAll, serve, type TestServer } from '@/lib/net/testing/server';
import { deliverWith, TEST_MESSAGE } from '../testing';
import { template } from '.';

const KEY = 'canary-2a7b9d4aac30';
const secrets: Record<string, string> = { 'env:PAGE_KEY': KEY };
const send = deliverWith(secrets);

let server: TestServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

interface Received {
  call: string;
  authorization: string | undefined;
  type: string | undefined;
  body: unknown;
}

async function answering(status: number, reply: unknown): Promise<Received[]> {
  const received: Received[] = [];
  server = await serve(async (request, response) => {
    const { authorization, 'content-type': type } = request.headers;
    received.push({
      call: `${request.method} ${request.url}`,
      authorization,
      type,
      body: JSON.parse(await readAll(request)),
    });
    response.writeHead(status).end(typeof reply === 'string' ? reply : JSON.stringify(reply));
  });
  return received;
}

/** As Statuspage takes incidents (developer.statuspage.io, "Create an incident", "Update an incident"). */
const statuspage = () => ({
  url: `${server?.url}/v1/pages/p1/incidents`,
  headers: { Authorization: 'OAuth env:PAGE_KEY' },
  states: { start: 'investigating', update: 'monitoring', end: 'resolved' },
  body: { incident: { name: '{{service}}: {{incident.title}}', status: '{{state}}', body: '{{text}}' } },
  thread: 'id',
  next: {
    url: `${server?.url}/v1/pages/p1/incidents/{{thread}}`,
    body: { incident: { status: '{{state}}', body: '{{text}}' } },
  },
});

describe('template: a status page', () => {
  it('creates an entry with the first message and updates it with the others', async () => {
    const received = await answering(201, { id: 'tks5n8x7w24h', status: 'investigating' });
    const channel = { kind: 'template', config: statuspage() };
    const first = await send(channel);
    expect(first).toEqual({ ok: true, evidence: `201 from 127.0.0.1:${server?.port}`, thread: 'tks5n8x7w24h' });
    expect(await send(channel, { kind: 'end', body: 'Fini.' }, { thread: 'tks5n8x7w24h' })).toMatchObject({
      ok: true,
      thread: 'tks5n8x7w24h',
    });
    const common = { authorization: `OAuth ${KEY}`, type: 'application/json; charset=utf-8' };
    const text = 'Retour arrière en cours – Shop\n\n- Incident : INC-142\n- Suivre : https://repli.example/incidents/i';
    expect(received).toEqual([
      {
        ...common,
        call: 'POST /v1/pages/p1/incidents',
        body: { incident: { name: 'Shop: Le paiement échoue', status: 'investigating', body: text } },
      },
      {
        ...common,
        call: 'PATCH /v1/pages/p1/incidents/tks5n8x7w24h',
        body: { incident: { status: 'resolved', body: 'Fini.' } },
      },
    ]);
  });

  it.each([['../../users'], ['..'], [{ nested: true }], ['a'.repeat(300)]])(
    'never puts %j into an address',
    async (id) => {
      await answering(200, { id });
      expect(await send({ kind: 'template', config: statuspage() })).toMatchObject({ ok: true, thread: undefined });
    },
  );

  it('does without an id where the reply has none', async () => {
    await answering(200, 'created');
    expect(await send({ kind: 'template', config: statuspage() })).toMatchObject({ ok: true, thread: undefined });
  });
});

describe('template: filling', () => {
  it('never lets a message become structure, or be filled again', async () => {
    const received = await answering(200, '');
    const title = '","admin":true,"x":"{{body}}\\\n\u2028';
    const config = {
      url: `${server?.url}/{{incident.number}}?k={{kind}}`,
      body: {
        'a{{kind}}': '{{incident.title}}',
        n: '{{incident.number}}',
        s: 'INC-{{ incident.number }}',
        list: ['{{locale}}', 1, null, true],
      },
    };
    const incident = { ...TEST_MESSAGE.incident, title };
    expect(await send({ kind: 'template', config }, { incident })).toMatchObject({ ok: true });
    expect(received).toMatchObject([
      { call: 'POST /142?k=start', body: { 'a{{kind}}': title, n: 142, s: 'INC-142', list: ['fr', 1, null, true] } },
    ]);
  });

  it.each([
    [422, false],
    [401, false],
    [429, true],
    [503, true],
  ])('says of %i whether it is worth repeating, without a secret', async (status, retryable) => {
    await answering(status, { error: `bad key OAuth ${KEY}` });
    const delivery = await send({ kind: 'template', config: statuspage() });
    expect(delivery).toMatchObject({ ok: false, retryable, error: expect.stringContaining('bad key OAuth •••') });
    expect(JSON.stringify(delivery)).not.toContain('canary');
  });

  it('reads the address from a reference, and does not repeat it', async () => {
    await answering(404, `no ${'/hooks/canary-path'}`);
    secrets['env:PAGE_URL'] = `${server?.url}/hooks/canary-path`;
    const delivery = await send({ kind: 'template', config: { url: 'env:PAGE_URL', body: { text: '{{body}}' } } });
    expect(delivery).toEqual({ ok: false, retryable: false, error: `404 from 127.0.0.1:${server?.port}: no •••` });
  });
});

describe('template settings', () => {
  const url = 'https://status.example/api';
  const body = { text: '{{body}}' };
  it.each([
    ['a field that there is not', { url, body: { deep: [{ text: '{{incident.name}}' }] } }],
    ['a written text in the address', { url: `${url}/{{incident.title}}`, body }],
    ['a filled host', { url: 'https://{{kind}}.example/', body }],
    ['a body that is text', { url, body: '{"text":"{{body}}"}' }],
    ['a secret in clear', { url, body, headers: { authorization: 'OAuth abc' } }],
    ['an id that nothing uses', { url, body, thread: 'id' }],
    ['a next without an id', { url, body, next: { url, body } }],
    ['another method', { url, body, method: 'DELETE' }],
    ['an unknown key', { url, body, query: {} }],
  ])('refuse %s', (_name, config) => {
    expect(template.config.safeParse(config).success).toBe(false);
  });

  it('name the fields that there are', () => {
    const { error } = template.config.safeParse({ url, body: { text: '{{title}}' } });
    expect(error?.issues[0]?.message).toContain('{{title}} is not known: id, kind, locale, state, service');
  });

  it('say where it goes', () => {
    const at = (address: string) => template.destination(template.config.parse({ url: address, body }));
    expect([at(`${url}/{{incident.id}}`), at('env:PAGE_URL')]).toEqual(['status.example', '$PAGE_URL']);
  });
});
