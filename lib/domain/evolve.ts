import type { IncidentEvent } from './event';
import { evaluationHandlers } from './evolve/evaluation';
import { followUpHandlers } from './evolve/followups';
import type { EventHandlers, Meta } from './evolve/handlers';
import { declared, incidentHandlers } from './evolve/incident';
import { messageHandlers } from './evolve/messages';
import { planHandlers } from './evolve/plan';
import { postmortemHandlers } from './evolve/postmortem';
import { runHandlers } from './evolve/run';
import { stepHandlers } from './evolve/steps';
import { verificationHandlers } from './evolve/verification';
import type { IncidentState } from './state';

/** One handler an event type: a type without a handler does not compile. */
const HANDLERS: EventHandlers = {
  ...incidentHandlers,
  ...evaluationHandlers,
  ...planHandlers,
  ...messageHandlers,
  ...runHandlers,
  ...stepHandlers,
  ...verificationHandlers,
  ...followUpHandlers,
  ...postmortemHandlers,
};

type AnyHandler = (state: IncidentState, data: unknown, meta: Meta) => IncidentState;

function handlerOf(type: string): AnyHandler | undefined {
  return Object.hasOwn(HANDLERS, type) ? (HANDLERS[type as keyof EventHandlers] as AnyHandler) : undefined;
}

/**
 * Folds one event onto a state; the same in the server and in the browser. Total and pure: an unknown type only
 * moves `lastSeq`, an event that was already folded changes nothing, and what an event does not touch is shared.
 * Null stays null until the incident is declared.
 */
export function evolve(state: IncidentState, event: IncidentEvent): IncidentState;
export function evolve(state: IncidentState | null, event: IncidentEvent): IncidentState | null;
export function evolve(state: IncidentState | null, event: IncidentEvent): IncidentState | null {
  if (state === null) return event.type === 'incident.declared' ? declared(event.data, event) : null;
  if (event.incidentId !== state.incidentId || event.seq <= state.lastSeq) return state;
  const { seq, at, actor } = event;
  const handle = handlerOf(event.type);
  const next = handle ? handle(state, event.data, { seq, at, actor, by: actor.name }) : state;
  return { ...next, lastSeq: seq, lastAt: at };
}
