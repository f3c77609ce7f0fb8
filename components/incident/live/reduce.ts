import type { IncidentEvent } from '@/lib/domain/event';
import { evolve } from '@/lib/domain/evolve';
import type { PresentPerson, RoomSnapshot, Sample, StepProgressView } from '@/lib/domain/snapshot';
import { STATE_VERSION } from '@/lib/domain/state';

/** What the stream says, as `GET /api/incidents/[id]/stream` names it. */
export type StreamMessage =
  | { kind: 'event'; data: IncidentEvent }
  | { kind: 'sample'; data: Sample & { checkId: string } }
  | { kind: 'progress'; data: StepProgressView }
  | { kind: 'presence'; data: PresentPerson[] }
  | { kind: 'hello'; data: { stateVersion: number; now: string } }
  | { kind: 'changed'; data: { seq: number } }
  | { kind: 'refetch'; data: Record<never, never> }
  | { kind: 'gone'; data: Record<never, never> };

/** Samples that a sparkline can draw; older ones are in the database. */
const KEPT_SAMPLES = 60;

function withEvent(room: RoomSnapshot, event: IncidentEvent): RoomSnapshot | 'refetch' {
  if (event.seq <= room.state.lastSeq) return room;
  if (event.seq > room.state.lastSeq + 1 || event.type === 'text.redacted') return 'refetch';
  return { ...room, state: evolve(room.state, event), timeline: [...room.timeline, event] };
}

function withSample(room: RoomSnapshot, { checkId, ...sample }: Sample & { checkId: string }): RoomSnapshot {
  const kept = (room.samples[checkId] ?? []).slice(1 - KEPT_SAMPLES);
  return { ...room, samples: { ...room.samples, [checkId]: [...kept, sample] } };
}

function withProgress(room: RoomSnapshot, progress: StepProgressView): RoomSnapshot {
  const others = room.progress.filter((known) => known.runId !== progress.runId || known.stepId !== progress.stepId);
  return { ...room, progress: [...others, progress] };
}

/**
 * The room after one message. `refetch` when it cannot be folded here: a gap, another state version, a redaction.
 * `gone`: the reader may no longer see this incident.
 */
export function reduceRoom(room: RoomSnapshot, message: StreamMessage): RoomSnapshot | 'refetch' | 'gone' {
  switch (message.kind) {
    case 'event':
      return withEvent(room, message.data);
    case 'sample':
      return withSample(room, message.data);
    case 'progress':
      return withProgress(room, message.data);
    case 'presence':
      return { ...room, presence: message.data };
    case 'hello':
      return message.data.stateVersion === STATE_VERSION ? room : 'refetch';
    case 'changed':
      return message.data.seq > room.state.lastSeq ? 'refetch' : room;
    case 'refetch':
      return 'refetch';
    case 'gone':
      return 'gone';
  }
}

/**
 * A freshly read room in place of the known one: older pages that were read stay, and what came by the stream
 * after the reading is folded on.
 */
export function replaceRoom(known: RoomSnapshot, fresh: RoomSnapshot): RoomSnapshot {
  const redacted = fresh.timeline.some((event) => event.seq > known.state.lastSeq && event.type === 'text.redacted');
  // What an admin took out must go from this browser too: older pages are read again when asked for.
  if (redacted) return fresh;
  const first = fresh.timeline[0]?.seq ?? Number.POSITIVE_INFINITY;
  const older = known.timeline.filter((event) => event.seq < first);
  const joined = older.length > 0 && older.at(-1)?.seq === first - 1;
  let room: RoomSnapshot = joined
    ? { ...fresh, timeline: [...older, ...fresh.timeline], hasOlder: known.hasOlder }
    : fresh;
  for (const event of known.timeline) {
    const next = withEvent(room, event);
    if (next === 'refetch') break;
    room = next;
  }
  return room;
}

/** An older page of the timeline in front of what is there. */
export function withOlder(room: RoomSnapshot, page: { events: IncidentEvent[]; hasOlder: boolean }): RoomSnapshot {
  const first = room.timeline[0]?.seq ?? Number.POSITIVE_INFINITY;
  const older = page.events.filter((event) => event.seq < first);
  return { ...room, timeline: [...older, ...room.timeline], hasOlder: page.hasOlder };
}
