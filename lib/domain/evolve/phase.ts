import { isAnnounced } from '../queries';
import type { IncidentState } from '../state';
import type { Phase } from '../words';

/** Leaves the current phase and opens a visit of the next; nothing when it is the current one. */
export function enterPhase(state: IncidentState, phase: Phase, at: string): IncidentState {
  if (state.phase === phase) return state;
  const visits = state.visits.map((visit) => (visit.leftAt === null ? { ...visit, leftAt: at } : visit));
  return { ...state, phase, visits: [...visits, { phase, enteredAt: at, leftAt: null }] };
}

/** Where a decision leads: communication first, then on as soon as the start message is out. */
export function followDecision(state: IncidentState, at: string): IncidentState {
  const decision = state.decision?.decision;
  if (decision === undefined) return state;
  if (decision === 'stand_down') return enterPhase(state, 'debrief', at);
  if (state.phase === 'execution' && decision !== 'freeze') return state;
  return leaveCommunication(enterPhase(state, 'communication', at), at);
}

/** The start message ends communication; what comes next depends on the decision. */
export function leaveCommunication(state: IncidentState, at: string): IncidentState {
  if (state.phase !== 'communication' || state.decision === null || !isAnnounced(state)) return state;
  return enterPhase(state, state.decision.decision === 'freeze' ? 'debrief' : 'execution', at);
}

/** Into execution by way of communication, so that the rail shows a phase as passed, not as forgotten. */
export function enterExecution(state: IncidentState, at: string): IncidentState {
  const communicated = state.phase === 'evaluation' ? enterPhase(state, 'communication', at) : state;
  return enterPhase(communicated, 'execution', at);
}

/**
 * Verification starts when the platform settled. An answer given by hand before says nothing about now,
 * so manual checks become unknown again (rule 3).
 */
export function enterVerification(state: IncidentState, at: string): IncidentState {
  const checks = state.checks.map((check) => {
    if (!check.manual) return check;
    const { answeredBy: _answeredBy, note: _note, ...asked } = check;
    return { ...asked, verdict: 'unknown' as const, observed: '', since: null };
  });
  return { ...enterPhase(state, 'verification', at), checks, convergedAt: at, windowStartedAt: at };
}
