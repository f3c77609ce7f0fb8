import { afterEach, describe, expect, it } from 'vitest';
import { readAll, serve, type TestServer } from '@/lib/net/testing/server';
import type { OutgoingMessage } from '../contract';
import type { Delivery } from '../deliver';
import { deliverWith } from '../testing';
import { slack } from '.';

const TOKEN = 'xoxb-canary-81c0ffee';
const PATH = '/services/T0/B0/canary5ecret';
const secrets: Record<string, string> = { 'env:BOT': TOKEN };
const send = deliverWith(secrets);

let server: TestServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

type Reply = { status?: number; headers?: Record<string, string>; body: unknown };
interface Received {
  path: string | undefined;
  authorization: string | undefined;
  body: Record<string, unknown>;
}

/** Answers one after the other, the last one for ever. */
async function answering(...replies: Reply[]): Promise<Received[]> {
  const received: Received[] = [];
  server = await serve(async (request, response) => {
    const body = JSON.parse(await readAll(request)) as Record<string, unknown>;
    received.push({ path: request.url, authorization: request.headers.authorization, body });
    const {
      status = 200,
      headers = {},
      body: answer,
    } = replies[Math.min(received.length, replies.length) - 1] ?? { body: '' };
    response.writeHead(status, headers).end(typeof answer === 'string' ? answer : JSON.stringify(answer));
  });
  secrets['env:HOOK'] = server.url + PATH;
  return received;
}
const posted = (ts: string): Reply => ({ body: { ok: true, channel: 'C0123456789', ts } });
const refused = (error: string): Reply => ({ body: { ok: false, error } });

const byHook = () => send({ kind: 'slack', config: { url: 'env:HOOK' } });
const asBot = (message: Partial<OutgoingMessage> = {}, thread?: string): Promise<Delivery> => {
  const config = { token: 'env:BOT', channel: '#incidents', apiUrl: `${server?.url}/api` };
  return send({ kind: 'slack', config }, message, { thread });
};

describe('slack: incoming webhook', () => {
  it('posts the text, and takes ok for an answer', async () => {
    const received = await answering({ body: 'ok' });
    expect(await byHook()).toEqual({ ok: true, evidence: `200 from 127.0.0.1:${server?.port}` });
    expect(received).toMatchObject([
      { path: PATH, body: { text: expect.stringContaining('*Retour arrière en cours – Shop*') } },
    ]);
  });

  it.each([
    [404, 'no_service', false],
    [403, 'action_prohibited', false],
    [410, 'channel_is_archived', false],
    [400, 'invalid_payload', false],
    [500, 'rollup_error', true],
    [429, 'rate_limited', true],
  ])('says of %i %s whether it is worth repeating', async (status, body, retryable) => {
    await answering({ status, body });
    expect(await byHook()).toEqual({
      ok: false,
      error: `${status} from 127.0.0.1:${server?.port}: ${body}`,
      retryable,
    });
  });

  it('is not fooled by the page of a proxy, and never repeats the address', async () => {
    await answering({ body: `<html>blocked ${PATH}</html>` });
    const delivery = await byHook();
    expect(delivery).toMatchObject({ ok: false, retryable: false, error: expect.stringContaining('not from Slack') });
    expect(JSON.stringify(delivery)).not.toContain('canary');
  });
});

describe('slack: bot', () => {
  it('begins a thread with the first message, and hangs the others on it', async () => {
    const received = await answering(posted('1.1'), posted('2.2'), posted('3.3'));
    const first = await asBot();
    expect(first).toEqual({
      ok: true,
      evidence: `200 from 127.0.0.1:${server?.port}, message 1.1 in C0123456789`,
      thread: '1.1',
    });
    expect(await asBot({ kind: 'update' }, '1.1')).toMatchObject({ ok: true, thread: '1.1' });
    expect(await asBot({ kind: 'end' }, '1.1')).toMatchObject({ ok: true, thread: '1.1' });
    expect(received.map(({ path, authorization }) => [path, authorization])).toEqual(
      Array(3).fill(['/api/chat.postMessage', `Bearer ${TOKEN}`]),
    );
    const [start, update, end] = received.map(({ body }) => body);
    expect(start).not.toHaveProperty('thread_ts');
    expect(update).toMatchObject({ channel: '#incidents', thread_ts: '1.1', reply_broadcast: false });
    expect(end).toMatchObject({ thread_ts: '1.1', reply_broadcast: true });
  });

  it('begins another thread when the first message is gone', async () => {
    await answering(refused('cannot_reply_to_message'), posted('9.9'));
    expect(await asBot({ kind: 'update' }, '1.1')).toMatchObject({ ok: true, thread: '9.9' });
  });

  it.each([
    ['not_in_channel', false, 'invite the bot'],
    ['invalid_auth', false, 'not valid'],
    ['msg_too_long', false, 'msg_too_long'],
    ['internal_error', true, 'internal_error'],
  ])('says of %s whether it is worth repeating', async (error, retryable, words) => {
    await answering(refused(error));
    expect(await asBot()).toMatchObject({ ok: false, retryable, error: expect.stringContaining(words) });
  });

  it('waits as long as it is asked to, where that is short', async () => {
    const limited = { status: 429, headers: { 'retry-after': '0' }, body: { ok: false, error: 'ratelimited' } };
    const received = await answering(limited, posted('4.4'));
    expect(await asBot()).toMatchObject({ ok: true, thread: '4.4' });
    expect(received).toHaveLength(2);
  });

  it('leaves a long wait to the queue, and says so', async () => {
    const received = await answering({ status: 429, headers: { 'retry-after': '30' }, body: 'slow down' });
    expect(await asBot()).toEqual({
      ok: false,
      retryable: true,
      error: `429 from 127.0.0.1:${server?.port}, which asks to wait 30 s: slow down`,
    });
    expect(received).toHaveLength(1);
  });

  it('never repeats the token', async () => {
    await answering({ status: 502, body: `bad gateway: Bearer ${TOKEN}` });
    const delivery = await asBot();
    expect(delivery).toMatchObject({ ok: false, retryable: true });
    expect(JSON.stringify(delivery)).not.toContain('canary');
  });
});

describe('slack settings', () => {
  it.each([
    ['neither webhook nor bot', {}],
    ['both', { url: 'env:HOOK', token: 'env:BOT', channel: '#a' }],
    ['a bot without a channel', { token: 'env:BOT' }],
    ['a channel of a webhook', { url: 'env:HOOK', channel: '#a' }],
    ['an address in clear', { url: 'https://hooks.slack.com/services/T0/B0/x' }],
    ['a token in clear', { token: TOKEN, channel: '#a' }],
    ['a name that is none', { token: 'env:BOT', channel: 'incidents' }],
  ])('refuse %s', (_name, config) => {
    expect(slack.config.safeParse(config).success).toBe(false);
  });

  it('say where messages go, without the secret', () => {
    const parse = (config: object) => slack.destination(slack.config.parse(config));
    expect([parse({ url: 'env:HOOK' }), parse({ token: 'env:BOT', channel: '#a' })]).toEqual(['$HOOK', '#a']);
  });
});
