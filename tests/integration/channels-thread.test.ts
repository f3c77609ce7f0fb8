import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import type { MessageKind } from '@/lib/domain/words';
import { act } from '@/lib/incidents/act';
import { readState } from '@/lib/log/read-state';
import { readAll, serve, type TestServer } from '@/lib/net/testing/server';
import { deliverMessage } from '@/lib/runs/deliver-message';
import { makeWorld, type World } from '../setup/world';

let world: World;
let chat: TestServer;
/** What arrived, in order. */
const received: { text: string; thread_ts?: string }[] = [];
const channelId = randomUUID();

beforeAll(async () => {
  world = await makeWorld();
  chat = await serve(async (request, response) => {
    received.push(JSON.parse(await readAll(request)));
    response.end(JSON.stringify({ ok: true, channel: 'C0123456789', ts: `170000000${received.length}.000100` }));
  });
  process.env.SHOP_CHAT_TOKEN = 'xoxb-canary-of-the-chat';
  const config = { token: 'env:SHOP_CHAT_TOKEN', channel: '#incidents', apiUrl: chat.url };
  await db().channel.create({
    data: { id: channelId, serviceId: world.serviceId, kind: 'slack', config, position: 1 },
  });
});
afterAll(async () => {
  await chat?.close();
  await world?.end();
});

async function send(incidentId: string, kind: MessageKind, body: string): Promise<void> {
  const messageId = randomUUID();
  const sent = await act(incidentId, { type: 'message.send', messageId, kind, locale: 'en', body }, world.commander);
  if (!sent.ok) throw new Error(sent.error.code);
  await deliverMessage({ incidentId, messageId, channelId }, true, new AbortController().signal);
}

it('keeps the messages of one incident in one thread, and those of another out of it', async () => {
  const [first, second] = [await world.declare('planned'), await world.declare('planned')];
  await send(first, 'start', 'Start of the first');
  await send(second, 'start', 'Start of the second');
  await send(first, 'update', 'Update of the first');
  await send(first, 'update', 'Another of the first');
  expect(received.map(({ text, thread_ts }) => [text, thread_ts])).toEqual([
    ['Start of the first', undefined],
    ['Start of the second', undefined],
    ['Update of the first', '1700000001.000100'],
    ['Another of the first', '1700000001.000100'],
  ]);
  const state = await readState(first);
  const delivered = state?.messages.flatMap(({ deliveries }) =>
    deliveries.filter((each) => each.channelId === channelId),
  );
  expect(delivered).toHaveLength(3);
  expect(delivered?.every(({ status, thread }) => status === 'delivered' && thread === '1700000001.000100')).toBe(true);
});
