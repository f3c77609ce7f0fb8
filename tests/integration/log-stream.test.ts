import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GET as sharedSnapshot } from '@/app/api/shared/[token]/snapshot/route';
import { GET as sharedStream } from '@/app/api/shared/[token]/stream/route';
import { stillAllowed } from '@/lib/auth/session';
import { openSession, revokeSession } from '@/lib/auth/sessions';
import { db } from '@/lib/db/client';
import type { PresentPerson, RoomSnapshot } from '@/lib/domain/snapshot';
import { STATE_VERSION } from '@/lib/domain/state';
import { publish, publishAccessChange } from '@/lib/log/notify';
import { shareDigest } from '@/lib/log/shares';
import { readSnapshot } from '@/lib/log/snapshot';
import { afterOf, closeAllStreams, openStream } from '@/lib/log/sse';
import { ADMIN, type LogWorld, makeLogWorld, note } from '../setup/log-world';
import { SseReader } from '../setup/sse-reader';
import { until } from '../setup/until';

let world: LogWorld;
beforeAll(async () => {
  world = await makeLogWorld();
});
afterAll(() => world?.end());

const url = 'http://127.0.0.1/stream';
const always = { key: 'test', allowed: async () => true };
const visitor = { kind: 'member' as const, userId: 'u', name: 'Noor', can: [] };

async function open(incidentId: string, after: number, options: { userId?: string; signal?: AbortSignal } = {}) {
  const { userId, signal } = options;
  const request = new Request(url, { ...(signal ? { signal } : {}), headers: { 'last-event-id': String(after) } });
  const person = userId ? { userId, name: `Person ${userId}` } : null;
  const response = await openStream(request, incidentId, {
    kind: 'member',
    access: always,
    person,
    after: afterOf(request) ?? 0,
  });
  return new SseReader(response);
}

/** Its last statement was LISTEN, or the probe that follows on the same connection. */
const LISTENING = `application_name = 'repli-hub' AND datname = current_database() AND state = 'idle'
  AND (query LIKE 'LISTEN%' OR query = 'SELECT 1')`;

async function hubListens(): Promise<void> {
  await until('the hub to listen', async () => {
    const rows = await db().$queryRawUnsafe<unknown[]>(`SELECT 1 FROM pg_stat_activity WHERE ${LISTENING}`);
    return rows.length > 0;
  });
}

/** Cuts the process's listening connection off, as a database failover would. */
async function cutHub(): Promise<void> {
  await hubListens();
  await db().$queryRawUnsafe(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${LISTENING}`);
}

describe('a live stream', () => {
  it('says hello, replays what was missed from the last id on, then forwards what happens, each event once', async () => {
    const incidentId = await world.declare();
    for (const text of ['2', '3', '4']) await world.does(incidentId, note(text));
    const reader = await open(incidentId, 2);
    expect(await reader.next()).toMatchObject({
      event: 'hello',
      data: { stateVersion: STATE_VERSION, now: expect.any(String) },
    });
    const writing = (async () => {
      for (const text of ['5', '6', '7']) await world.does(incidentId, note(text));
    })();
    expect(await reader.seqs(5)).toEqual([3, 4, 5, 6, 7]);
    await writing;
    await reader.cancel();
  });

  it('replays a timeline longer than one page', async () => {
    const incidentId = await world.declare();
    await Promise.all(Array.from({ length: 250 }, (_, index) => world.does(incidentId, note(String(index)))));
    const reader = await open(incidentId, 0);
    expect(await reader.seqs(251)).toEqual(Array.from({ length: 251 }, (_, index) => index + 1));
    await reader.cancel();
  });

  it('gives every one of many readers every event in order', async () => {
    const incidentId = await world.declare();
    const readers = await Promise.all(Array.from({ length: 50 }, () => open(incidentId, 1)));
    const reading = readers.map((reader) => reader.seqs(20));
    await Promise.all(Array.from({ length: 20 }, (_, index) => world.does(incidentId, note(String(index)))));
    const wanted = Array.from({ length: 20 }, (_, index) => index + 2);
    for (const seqs of await Promise.all(reading)) expect(seqs).toEqual(wanted);
    await Promise.all(readers.map((reader) => reader.cancel()));
  });

  it('misses nothing when the listening connection is cut off', async () => {
    const incidentId = await world.declare();
    const reader = await open(incidentId, 1);
    await cutHub();
    await world.does(incidentId, note('while nobody listened'));
    expect(await reader.seqs(1)).toEqual([2]);
    await world.does(incidentId, note('after that'));
    expect(await reader.seqs(1)).toEqual([3]);
    await reader.cancel();
  });

  it('carries samples and progress without an id', async () => {
    const incidentId = await world.declare();
    const reader = await open(incidentId, 1);
    await hubListens();
    const sample = {
      checkId: 'k',
      at: new Date().toISOString(),
      verdict: 'fail' as const,
      observed: '500',
      latencyMs: 9,
    };
    await publish(incidentId, 'sample', sample);
    expect(await reader.nextOf('sample')).toEqual({ event: 'sample', data: sample });
    const progress = { runId: 'r', stepId: 's', done: 1, total: 2, text: 'é'.repeat(9_000), at: sample.at };
    await publish(incidentId, 'progress', progress);
    expect(await reader.nextOf('progress')).toMatchObject({
      data: { done: 1, total: 2, text: expect.stringContaining('éé') },
    });
    const short = { ...progress, text: '1 of 2', code: 'deploying', params: { done: 1, label: 'api:56' } };
    await publish(incidentId, 'progress', short);
    expect(await reader.nextOf('progress')).toEqual({ event: 'progress', data: short });
    await reader.cancel();
  });

  it('leaves the code of a progress to its text where its params do not fit into a notification', async () => {
    const incidentId = await world.declare();
    const reader = await open(incidentId, 1);
    await hubListens();
    const progress = { runId: 'r', stepId: 's', done: 1, total: 2, text: '1 of 2', at: new Date().toISOString() };
    await publish(incidentId, 'progress', { ...progress, code: 'containers', params: { states: 'é'.repeat(4_000) } });
    expect(await reader.nextOf('progress')).toEqual({ event: 'progress', data: progress });
    await reader.cancel();
  });

  it('tells readers to fetch again after a redaction, and replays no redacted text', async () => {
    const incidentId = await world.declare();
    const reader = await open(incidentId, 1);
    await world.does(incidentId, note('hunter2'));
    expect(await reader.seqs(1)).toEqual([2]);
    await world.does(incidentId, { type: 'text.redact', redactedSeq: 2, reason: 'A password' }, ADMIN);
    expect(await reader.nextOf('refetch')).toEqual({ event: 'refetch', data: {} });
    const late = await open(incidentId, 1);
    expect((await late.nextOf('event'))?.data).toMatchObject({ seq: 2, data: { text: '[redacted]' } });
    await Promise.all([reader.cancel(), late.cancel()]);
  });

  it('marks its person as present, and tells the others', async () => {
    const incidentId = await world.declare();
    const ada = await open(incidentId, 1, { userId: 'ada' });
    await ada.nextOf('presence');
    const sam = await open(incidentId, 1, { userId: 'sam' });
    const ids = async (reader: SseReader) =>
      (((await reader.nextOf('presence'))?.data ?? []) as PresentPerson[]).map(({ userId }) => userId);
    for (;;) if ((await ids(ada)).includes('sam')) break;
    expect((await readSnapshot(incidentId, visitor))?.presence.map(({ userId }) => userId)).toEqual(['ada', 'sam']);
    await Promise.all([ada.cancel(), sam.cancel()]);
  });

  it('ends when its reader goes away, and when the server shuts down', async () => {
    const incidentId = await world.declare();
    const gone = new AbortController();
    const [aborted, ended] = [await open(incidentId, 1, { signal: gone.signal }), await open(incidentId, 1)];
    gone.abort();
    expect(await aborted.nextOf('never')).toBeNull();
    closeAllStreams();
    expect(await ended.nextOf('never')).toBeNull();
  });

  it('refuses a last id that is none', () => {
    expect(afterOf(new Request(`${url}?after=7`))).toBe(7);
    expect(afterOf(new Request(url, { headers: { 'last-event-id': 'x; drop' } }))).toBeNull();
  });
});

describe('access to a stream', () => {
  it('ends with the session, while other people stay', async () => {
    const incidentId = await world.declare();
    await db().user.create({ data: { id: 'u-noor', email: 'noor@example.com', name: 'Noor', role: 'viewer' } });
    const sessionId = await openSession('u-noor', { address: '127.0.0.1', userAgent: '' });
    const access = { key: `session:${sessionId}`, allowed: () => stillAllowed(sessionId, 'incident:read') };
    const hers = new SseReader(
      await openStream(new Request(url), incidentId, { kind: 'member', access, person: null, after: 1 }),
    );
    const other = await open(incidentId, 1);
    await hubListens();
    await revokeSession(sessionId);
    await publishAccessChange();
    expect(await hers.nextOf('gone')).not.toBeNull();
    expect(await hers.next()).toBeNull();
    await world.does(incidentId, note('still here'));
    expect(await other.seqs(1)).toEqual([2]);
    await other.cancel();
  });

  it('ends with the share, which told only that something changed', async () => {
    const incidentId = await world.declare();
    const { token, shareId } = await share(incidentId);
    const context = { params: Promise.resolve({ token }) };
    const reader = new SseReader(await sharedStream(new Request(`${url}?after=2`), context));
    await world.does(incidentId, note('for the team'));
    expect(await reader.nextOf('changed')).toEqual({ event: 'changed', data: { seq: 3 }, id: '3' });
    await world.does(incidentId, { type: 'share.revoke', shareId });
    expect(await reader.nextOf('gone')).not.toBeNull();
    expect(await reader.next()).toBeNull();
    expect((await sharedStream(new Request(url), context)).status).toBe(404);
    expect((await sharedSnapshot(new Request(url), context)).status).toBe(404);
  });

  it('shows a shared page no command, no secret and nobody who is present', async () => {
    const incidentId = await world.declare();
    const { token } = await share(incidentId);
    const response = await sharedSnapshot(new Request(url), { params: Promise.resolve({ token }) });
    const text = await response.text();
    expect(text).toContain('API health');
    expect(text).not.toMatch(/curl|TOKEN|shareId/);
    expect((JSON.parse(text) as RoomSnapshot).viewer).toMatchObject({ kind: 'shared', can: [] });
    expect(JSON.stringify(await readSnapshot(incidentId, visitor))).toContain('curl');
  });
});

async function share(incidentId: string): Promise<{ token: string; shareId: string }> {
  const [token, shareId] = [randomUUID(), randomUUID()];
  const expiresAt = new Date(Date.now() + 3_600_000);
  await db().share.create({ data: { id: shareId, incidentId, tokenDigest: shareDigest(token), expiresAt } });
  await world.does(incidentId, { type: 'share.create', shareId, expiresAt: expiresAt.toISOString() });
  return { token, shareId };
}
