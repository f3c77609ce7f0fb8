import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openInbox } from './inbox';

const AT = new Date('2026-03-01T12:00:00Z');
const text = (id: string) =>
  JSON.stringify({
    id,
    kind: 'start',
    locale: 'en',
    incident: { id: 'i', number: 1, title: 'Broken', url: 'http://localhost/' },
    service: 'Shop',
    body: 'Rolling back',
  });

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'inbox-'));
});
afterEach(async () => {
  await rm(dir, { recursive: true });
});

describe('openInbox', () => {
  it('keeps messages over a restart, newest first, each once', async () => {
    const inbox = await openInbox(dir);
    for (const id of ['a', 'b', 'a']) expect(await inbox.receive(text(id), AT)).toBe(true);
    const reopened = await openInbox(dir);
    expect(reopened.messages().map(({ message }) => message.id)).toEqual(['b', 'a']);
  });

  it('takes nothing that is not a message of ours', async () => {
    const inbox = await openInbox(dir);
    expect(await inbox.receive('{"id":"x"}', AT)).toBe(false);
    expect(await inbox.receive('not JSON', AT)).toBe(false);
    expect(inbox.messages()).toEqual([]);
  });

  it('opens after a crash that cut the last line short', async () => {
    await (await openInbox(dir)).receive(text('a'), AT);
    await appendFile(path.join(dir, 'inbox.jsonl'), '{"at":"2026-');
    await (await openInbox(dir)).receive(text('b'), AT);
    expect((await openInbox(dir)).messages().map(({ message }) => message.id)).toEqual(['b', 'a']);
  });
});
