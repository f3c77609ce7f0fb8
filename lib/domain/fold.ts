import type { IncidentEvent } from './event';
import { evolve } from './evolve';
import type { IncidentState } from './state';

/** The state after these events, oldest first; `from` continues an earlier fold. Null when nothing was declared. */
export function fold(events: Iterable<IncidentEvent>, from: IncidentState | null = null): IncidentState | null {
  let state = from;
  for (const event of events) state = evolve(state, event);
  return state;
}
