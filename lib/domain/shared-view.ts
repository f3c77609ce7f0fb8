import { eventSummary } from './event-summary';
import { sharedEvent } from './shared/event';
import { sharedState } from './shared/state';
import type { RoomSnapshot } from './snapshot';

/** How messages travel and who opened which link concerns the team alone. */
const INSIDE: ReadonlySet<string> = new Set([
  'message.delivered',
  'message.failed',
  'share.created',
  'share.revoked',
  'text.redacted',
]);

/**
 * What a read-only link shows of a room: what happened and how it stands, by whom by name. Without commands,
 * operations, checkpoints, evidence, where messages went, links, locks, and the ids of people; free text goes
 * through rule 9 once more. The journal of the machinery stays inside.
 */
export function sharedView(snapshot: RoomSnapshot): RoomSnapshot {
  return {
    state: sharedState(snapshot.state),
    stateVersion: snapshot.stateVersion,
    timeline: snapshot.timeline
      .filter((event) => !INSIDE.has(event.type) && eventSummary(event, snapshot.state).level !== 'journal')
      .map(sharedEvent),
    // A shared page cannot ask for older pages.
    hasOlder: false,
    samples: snapshot.samples,
    progress: snapshot.progress.map(({ runId, stepId, done, total, at }) => ({
      runId,
      stepId,
      done,
      total,
      text: '',
      at,
    })),
    presence: snapshot.presence.map(({ name, seenAt }) => ({ userId: name, name, seenAt })),
    holders: [],
    freeze: null,
    now: snapshot.now,
    viewer: { kind: 'shared', userId: null, name: '', can: [] },
  };
}
