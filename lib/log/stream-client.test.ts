import { expect, test } from 'vitest';
import { encodeMessage, type Frame } from './frames';
import { StreamClient, type StreamOptions } from './stream-client';

const frame = (seq: number, bytes = 1_000): Frame => ({ seq, bytes: encodeMessage('event', 'x'.repeat(bytes), seq) });

/** A log of `count` frames, the newest `kept` of them in memory. */
function tailOf(count: number, { kept = count, bytes = 1_000 } = {}) {
  const frames = Array.from({ length: count }, (_, index) => frame(index + 1, bytes));
  const pages: number[] = [];
  return {
    pages,
    tail: {
      head: count,
      after: (seq: number) => (seq >= count - kept ? frames.slice(seq) : null),
      page: async (seq: number) => {
        pages.push(seq);
        return frames.slice(seq, seq + 10);
      },
    },
  };
}

function clientOf(tail: ReturnType<typeof tailOf>['tail'], options: Partial<StreamOptions> = {}) {
  const closed: StreamClient[] = [];
  const access = { key: 'k', allowed: async () => true };
  const client = new StreamClient({ kind: 'member', access, person: null, after: 0, ...options }, tail, (one) =>
    closed.push(one),
  );
  return { client, closed };
}

async function readAll(stream: ReadableStream<Uint8Array>): Promise<string> {
  return new Response(stream).text();
}

const idsIn = (text: string) => [...text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id));

test('sends each event once, in order, from pages and then from memory', async () => {
  const { tail, pages } = tailOf(35, { kept: 8 });
  const { client } = clientOf(tail, { after: 3 });
  client.advance();
  const text = readAll(client.stream);
  await new Promise(setImmediate);
  client.close();
  expect(idsIn(await text)).toEqual(Array.from({ length: 32 }, (_, index) => index + 4));
  expect(pages).toEqual([3, 13, 23]);
});

test('keeps no more than its buffer for a reader that takes nothing, and drops it at the second beat', () => {
  const { tail } = tailOf(1_000, { bytes: 10_000 });
  const { client, closed } = clientOf(tail);
  client.advance();
  client.tell(encodeMessage('sample', {}));
  client.beat();
  expect(closed).toEqual([]);
  client.beat();
  expect(closed).toEqual([client]);
});

test('waits for a slow reader and gives it everything', async () => {
  const { tail } = tailOf(200, { bytes: 10_000 });
  const { client } = clientOf(tail);
  client.advance();
  const reader = client.stream.getReader();
  const decoder = new TextDecoder();
  let text = '';
  while (idsIn(text).length < 200) text += decoder.decode((await reader.read()).value);
  expect(idsIn(text)).toEqual(Array.from({ length: 200 }, (_, index) => index + 1));
});

test('tells a shared reader only that something changed', async () => {
  const { tail } = tailOf(7);
  const { client } = clientOf(tail, { kind: 'shared' });
  client.advance();
  client.tell(encodeMessage('sample', { observed: 'inside' }));
  client.dismiss();
  expect(await readAll(client.stream)).toBe('id: 7\nevent: changed\ndata: {"seq":7}\n\nevent: gone\ndata: {}\n\n');
});

test('ends quietly when its reader has already gone', async () => {
  const { client, closed } = clientOf(tailOf(0).tail);
  await client.stream.cancel();
  client.close();
  client.tell(encodeMessage('sample', {}));
  client.beat();
  expect(closed).toEqual([client]);
});
