import type { IncidentEvent } from '@/lib/domain/event';
import { fold } from '@/lib/domain/fold';
import type { RoomSnapshot, Sample } from '@/lib/domain/snapshot';
import { STATE_VERSION } from '@/lib/domain/state';
import type { IncidentClass } from '@/lib/domain/words';
import { LEA, NOOR, START } from './facts';
import { BY_STAGE, type Line, opening, STAGES, type Stage } from './lines';

export interface RoomOptions {
  until: Stage;
  class?: IncidentClass;
  /** Extra notes, spread over the incident. */
  notes?: number;
}

const NOTES = [
  'Support has 41 tickets now, mostly from France and Belgium.',
  'The dashboard https://grafana.example.com/d/checkout/overview?from=now-1h&to=now&var-country=All shows nothing since 02:55.',
  'Payments confirms that no card was charged twice.',
  'Called the on-call DBA, no pending migration.',
];

function withNotes(lines: Line[], count: number): Line[] {
  const last = lines.at(-1)?.[0] ?? 0;
  const notes = Array.from(
    { length: count },
    (_, n): Line => [
      Math.round(45_000 + ((last - 45_000) * n) / Math.max(1, count)),
      n % 3 === 0 ? LEA : NOOR,
      { type: 'note.added', data: { text: NOTES[n % NOTES.length] ?? '' } },
    ],
  );
  return [...lines, ...notes].sort((a, b) => a[0] - b[0]);
}

/** A believable incident as its events, oldest first. */
export function buildEvents({ until, class: incidentClass = 'urgent', notes = 0 }: RoomOptions): IncidentEvent[] {
  const stages = STAGES.slice(0, STAGES.indexOf(until) + 1);
  const lines = [...opening(incidentClass), ...stages.flatMap((stage) => BY_STAGE[stage])];
  return eventsOf(withNotes(lines, notes));
}

export function eventsOf(lines: Line[]): IncidentEvent[] {
  return lines.map(([afterMs, actor, body], index) => ({
    ...body,
    incidentId: 'inc',
    seq: index + 1,
    at: new Date(START + afterMs).toISOString(),
    actor,
  }));
}

const samples = (count: number, endMs: number): Sample[] =>
  Array.from({ length: count }, (_, n) => ({
    at: new Date(endMs - (count - n) * 5_000).toISOString(),
    verdict: n < count * 0.4 ? 'fail' : 'pass',
    observed: n < count * 0.4 ? 'status 500' : 'status 200',
    latencyMs: 90 + ((n * 37) % 120),
  }));

/** The same incident as the room reads it, folded as in production. */
export function buildRoom(options: RoomOptions): RoomSnapshot {
  return roomOf(buildEvents(options));
}

export function roomOf(events: IncidentEvent[]): RoomSnapshot {
  const state = fold(events);
  if (!state) throw new Error('the fixture declares no incident');
  const nowMs = Date.parse(state.lastAt) + 12_000;
  return {
    state,
    stateVersion: STATE_VERSION,
    timeline: events.slice(-200),
    hasOlder: events.length > 200,
    samples: { health: samples(24, nowMs), checkout: samples(16, nowMs) },
    progress: [
      {
        runId: 'run-1',
        stepId: 's-2',
        done: 2,
        total: 4,
        text: '2 of 4 tasks run api:56',
        code: 'deploying',
        params: { done: 2, wanted: 4, label: 'api:56' },
        at: state.lastAt,
      },
    ],
    presence: [
      { userId: 'u-1', name: 'Léa Vandenbroucke-Castellanos', seenAt: state.lastAt },
      { userId: 'u-2', name: 'Noor', seenAt: state.lastAt },
      ...['Ines', 'Bob', 'Zoé', 'Tomáš Řezníček'].map((name, n) => ({ userId: `p-${n}`, name, seenAt: state.lastAt })),
    ],
    holders: [],
    freeze: null,
    now: new Date(nowMs).toISOString(),
    viewer: {
      kind: 'member',
      userId: 'u-1',
      name: 'Léa Vandenbroucke-Castellanos',
      can: [
        'incident:read',
        'incident:note',
        'incident:contribute',
        'incident:command',
        'rollback:prepare',
        'rollback:execute',
        'rollback:approve',
        'share:create',
        'postmortem:edit',
      ],
    },
  };
}
