import type { Actor } from '../facts';
import { type IncidentState, STATE_VERSION } from '../state';
import { type EventData, type EventHandlers, unchanged } from './handlers';

/** The state that every incident starts from. */
export function declared(
  data: EventData<'incident.declared'>,
  event: { incidentId: string; seq: number; at: string; actor: Actor },
): IncidentState {
  return {
    stateVersion: STATE_VERSION,
    incidentId: event.incidentId,
    lastSeq: event.seq,
    lastAt: event.at,
    number: data.number,
    title: data.title,
    service: data.service,
    class: data.class,
    drill: data.drill,
    symptoms: data.symptoms,
    settings: data.settings,
    commander: data.commander,
    declaredAt: event.at,
    declaredBy: event.actor.name,
    status: 'open',
    closedAt: null,
    outcome: null,
    phase: 'evaluation',
    visits: [{ phase: 'evaluation', enteredAt: event.at, leftAt: null }],
    answers: {},
    checklist: {},
    decision: null,
    plan: null,
    glass: [],
    objection: null,
    run: null,
    pastRuns: [],
    failedTargets: [],
    checks: data.service.checks.map((check) => ({ ...check, verdict: 'unknown', observed: '', since: null })),
    messages: [],
    convergedAt: null,
    windowStartedAt: null,
    recovery: null,
    followUps: [],
    reminders: {},
    shares: [],
    postmortem: null,
  };
}

export const incidentHandlers = {
  'incident.declared': unchanged,
  'incident.reclassified': (state, data) => ({ ...state, class: data.class }),
  'incident.closed': (state, data, { at }) => ({
    ...state,
    status: 'closed',
    closedAt: at,
    outcome: data.outcome,
    visits: state.visits.map((visit) => (visit.leftAt === null ? { ...visit, leftAt: at } : visit)),
  }),
  'command.handed_over': (state, data) => ({ ...state, commander: data.to }),
  'reminder.raised': (state, { reminder }, { at }) => ({ ...state, reminders: { ...state.reminders, [reminder]: at } }),
  'note.added': unchanged,
  /** The texts live beside the log: after a redaction servers refold and browsers refetch. */
  'text.redacted': unchanged,
  'share.created': (state, data) => ({
    ...state,
    shares: [...state.shares, { id: data.shareId, expiresAt: data.expiresAt, revoked: false }],
  }),
  'share.revoked': (state, data) => ({
    ...state,
    shares: state.shares.map((share) => (share.id === data.shareId ? { ...share, revoked: true } : share)),
  }),
} satisfies Partial<EventHandlers>;
