import type { CheckState, IncidentState } from '../state';
import { type EventHandlers, patchWhere } from './handlers';
import { enterPhase, enterVerification } from './phase';

function patchCheck(state: IncidentState, checkId: string, patch: (check: CheckState) => CheckState): IncidentState {
  return { ...state, checks: patchWhere(state.checks, (check) => check.id === checkId, patch) };
}

/** The clock of the window that people see restarts whenever a deciding check changes its verdict. */
function restartsWindow(state: IncidentState, checkId: string): boolean {
  const check = state.checks.find(({ id }) => id === checkId);
  return state.phase === 'verification' && check?.required === true && !check.manual && !check.waived;
}

export const verificationHandlers = {
  'check.added': (state, { check }) =>
    state.checks.some(({ id }) => id === check.id)
      ? state
      : { ...state, checks: [...state.checks, { ...check, verdict: 'unknown', observed: '', since: null }] },
  'check.changed': (state, data, { at }) => {
    const changed = patchCheck(state, data.checkId, (check) => ({
      ...check,
      verdict: data.verdict,
      observed: data.observed,
      since: at,
    }));
    return restartsWindow(state, data.checkId) ? { ...changed, windowStartedAt: at } : changed;
  },
  'check.answered': (state, data, { at, by }) =>
    patchCheck(state, data.checkId, (check) => ({
      ...check,
      verdict: data.verdict,
      observed: data.note,
      since: at,
      answeredBy: by,
      note: data.note,
    })),
  'check.waived': (state, data, { at, by }) =>
    patchCheck(state, data.checkId, (check) => ({ ...check, waived: { reason: data.reason, by, at } })),
  'fix.applied': (state, _data, { at }) => enterVerification(state, at),
  'window.restarted': (state, _data, { at }) =>
    state.phase === 'verification' ? { ...state, windowStartedAt: at } : state,
  'recovery.held': (state, _data, { at, by }) =>
    enterPhase({ ...state, recovery: { kind: 'held', reason: '', by, at } }, 'debrief', at),
  'recovery.declared': (state, data, { at, by }) =>
    enterPhase({ ...state, recovery: { kind: 'declared', reason: data.reason, by, at } }, 'debrief', at),
} satisfies Partial<EventHandlers>;
