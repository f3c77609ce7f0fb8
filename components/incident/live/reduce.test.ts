import { describe, expect, it } from 'vitest';
import type { IncidentEvent } from '@/lib/domain/event';
import type { RoomSnapshot } from '@/lib/domain/snapshot';
import { buildRoom } from '@/tests/setup/room/room';
import { reduceRoom, replaceRoom, withOlder } from './reduce';

const room = buildRoom({ until: 'evaluation' });
const note = (seq: number, over: RoomSnapshot = room): IncidentEvent => ({
  incidentId: over.state.incidentId,
  seq,
  at: over.state.lastAt,
  actor: { kind: 'person', id: 'u-2', name: 'Noor', role: 'responder' },
  type: 'note.added',
  data: { text: `note ${seq}` },
});
const next = room.state.lastSeq + 1;

const fold = (over: RoomSnapshot, event: IncidentEvent): RoomSnapshot => {
  const result = reduceRoom(over, { kind: 'event', data: event });
  if (typeof result === 'string') throw new Error(result);
  return result;
};

describe('reduceRoom', () => {
  it('folds the next event onto state and timeline', () => {
    const after = fold(room, note(next));
    expect(after.state.lastSeq).toBe(next);
    expect(after.timeline.at(-1)?.seq).toBe(next);
  });

  it('drops an event that it holds already', () => expect(fold(room, note(next - 1))).toBe(room));

  it('asks for a new snapshot at a gap, a redaction, or another state version', () => {
    expect(reduceRoom(room, { kind: 'event', data: note(next + 1) })).toBe('refetch');
    const redaction: IncidentEvent = { ...note(next), type: 'text.redacted', data: { redactedSeq: 2, reason: 'name' } };
    expect(reduceRoom(room, { kind: 'event', data: redaction })).toBe('refetch');
    expect(reduceRoom(room, { kind: 'hello', data: { stateVersion: 999, now: room.now } })).toBe('refetch');
  });

  it('keeps the last samples of a check', () => {
    let after = room;
    for (let n = 0; n < 80; n++) {
      const data = { checkId: 'c-1', at: room.now, verdict: 'pass' as const, observed: '200', latencyMs: n };
      after = reduceRoom(after, { kind: 'sample', data }) as RoomSnapshot;
    }
    expect(after.samples['c-1']?.length).toBe(60);
    expect(after.samples['c-1']?.at(-1)?.latencyMs).toBe(79);
  });

  it('replaces the progress of a step', () => {
    const data = { runId: 'r', stepId: 's', done: 1, total: 4, text: '1 of 4', at: room.now };
    const once = reduceRoom(room, { kind: 'progress', data }) as RoomSnapshot;
    const twice = reduceRoom(once, { kind: 'progress', data: { ...data, done: 2 } }) as RoomSnapshot;
    expect(twice.progress.filter((p) => p.runId === 'r').map((p) => p.done)).toEqual([2]);
  });

  it('says when a shared page has something new to read', () => {
    expect(reduceRoom(room, { kind: 'changed', data: { seq: next } })).toBe('refetch');
    expect(reduceRoom(room, { kind: 'changed', data: { seq: next - 1 } })).toBe(room);
  });
});

describe('replaceRoom', () => {
  it('keeps older pages that join on, and what came by the stream meanwhile', () => {
    const known = fold(room, note(next));
    const fresh = { ...room, timeline: room.timeline.slice(-1), hasOlder: true };
    const joined = replaceRoom(known, fresh);
    expect(joined.timeline.map((e) => e.seq)).toEqual(known.timeline.map((e) => e.seq));
    expect(joined.state.lastSeq).toBe(next);
    expect(joined.hasOlder).toBe(known.hasOlder);
  });
});

describe('withOlder', () => {
  it('puts a page in front without doubling', () => {
    const short = { ...room, timeline: room.timeline.slice(-2), hasOlder: true };
    const whole = withOlder(short, { events: room.timeline, hasOlder: false });
    expect(whole.timeline.map((e) => e.seq)).toEqual(room.timeline.map((e) => e.seq));
    expect(whole.hasOlder).toBe(false);
  });
});
