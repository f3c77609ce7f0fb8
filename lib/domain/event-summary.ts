import type { EventBody, EventType, IncidentEvent } from './event';
import { followUpText } from './follow-up-text';
import { type Names, namesIn } from './names';
import type { IncidentState } from './state';
import { type Summaries, type Summary, summaries } from './summaries';
import type { Translate } from './translate';

/** A sentence about an event, not yet in a language: `key` is under `timeline.*`. */
export interface EventSummary extends Summary {
  key: string;
}

/**
 * What the timeline, the post-mortem and the shared page say of an event. Names of steps, checks and channels come
 * from `state`; without it their ids stand in. What `log`, oldest first, said before is not said again. An event type
 * from the future is only named.
 */
export function eventSummary(
  event: IncidentEvent,
  state: IncidentState | null,
  log: readonly IncidentEvent[] = [],
): EventSummary {
  const by = event.actor.kind === 'person' ? event.actor.name : 'Repli';
  if (!Object.hasOwn(summaries, event.type)) {
    return { key: 'timeline.unknown', params: { type: event.type }, level: 'journal' };
  }
  const summary = summarise(event, namesIn(state, log, event.seq));
  return { ...summary, key: `timeline.${summary.key}`, params: { by, ...summary.params } };
}

/** That sentence in the translator's language, a follow-up's own words included. */
export function tellSummary({ key, params, followUp }: EventSummary, t: Translate): string {
  if (!followUp) return t(key, params);
  const text = followUpText(followUp, t);
  // Closing work has no words beside those of its kind.
  return t(key, { ...params, text, apart: text === '' ? '' : `– ${text}` });
}

function summarise<T extends EventType>(event: Extract<EventBody, { type: T }>, names: Names): Summary {
  const say = summaries[event.type as T] as Summaries[T];
  return say(event.data as never, names);
}
