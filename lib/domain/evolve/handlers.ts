import type { EventBody, EventType } from '../event';
import type { Actor } from '../facts';
import type { IncidentState } from '../state';

export type EventData<T extends EventType> = Extract<EventBody, { type: T }>['data'];

/** What every event carries beside its data. `by` is the actor's name. */
export interface Meta {
  seq: number;
  at: string;
  by: string;
  actor: Actor;
}

export type EventHandlers = {
  [T in EventType]: (state: IncidentState, data: EventData<T>, meta: Meta) => IncidentState;
};

/** For events that the timeline shows and the state does not hold. */
export const unchanged = (state: IncidentState): IncidentState => state;

/** Replaces the one element that matches; the list itself comes back when none does. */
export function patchWhere<T>(list: T[], matches: (item: T) => boolean, patch: (item: T) => T): T[] {
  return list.some(matches) ? list.map((item) => (matches(item) ? patch(item) : item)) : list;
}
