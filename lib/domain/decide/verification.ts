import type { EventBody } from '../event';
import { refusal } from '../policy';
import type { IncidentState } from '../state';
import type { Verdict } from '../words';
import { type CommandHandlers, followUpId } from './handlers';

/** What the procedures ask for after every recovery, unless a step has opened it with more to say. */
const CLOSING_WORK = ['definitive_fix', 'monitoring', 'runbook'] as const;

function closingWork(state: IncidentState): EventBody[] {
  const opened = new Set(state.followUps.map(({ kind }) => kind));
  return CLOSING_WORK.filter((kind) => !opened.has(kind)).map((kind, index) => ({
    type: 'followup.opened',
    data: { followUpId: followUpId(state, index + 1), kind, text: '' },
  }));
}

/** Green turning red starts the window over; "unknown" is a sampler's hand-over, which says so itself. */
function windowBreak(state: IncidentState, checkId: string, verdict: Verdict): EventBody[] {
  const check = state.checks.find(({ id }) => id === checkId);
  const deciding = state.phase === 'verification' && check?.required === true && !check.waived;
  const broke = check?.verdict === 'pass' && (verdict === 'fail' || verdict === 'error');
  return deciding && broke ? [{ type: 'window.restarted', data: { cause: 'check', detail: check.name } }] : [];
}

export const verificationCommands = {
  'check.add': (state, { check }) =>
    state.checks.some(({ id }) => id === check.id) ? refusal('id_taken') : [{ type: 'check.added', data: { check } }],
  'check.record': (state, { checkId, verdict, observed }) => {
    const previous = state.checks.find(({ id }) => id === checkId)?.verdict;
    if (previous === undefined || previous === verdict) return [];
    return [
      { type: 'check.changed', data: { checkId, verdict, observed, previous } },
      ...windowBreak(state, checkId, verdict),
    ];
  },
  'check.answer': (state, { checkId, verdict, note }) => [
    { type: 'check.answered', data: { checkId, verdict, note } },
    ...windowBreak(state, checkId, verdict),
  ],
  'check.waive': (state, { checkId, reason }) =>
    state.checks.find(({ id }) => id === checkId)?.waived ? [] : [{ type: 'check.waived', data: { checkId, reason } }],
  'fix.apply': (_state, { note }) => [{ type: 'fix.applied', data: { note } }],
  'window.restart': (state, { cause, detail }) =>
    state.phase === 'verification' ? [{ type: 'window.restarted', data: { cause, detail } }] : [],
  'verification.fail': (_state, { reason }) => [{ type: 'verification.failed', data: { reason } }],
  'recovery.hold': (state) => [
    { type: 'recovery.held', data: { windowMs: state.settings.stability.windowMs } },
    ...closingWork(state),
  ],
  'recovery.declare': (state, { reason }) => [{ type: 'recovery.declared', data: { reason } }, ...closingWork(state)],
} satisfies Partial<CommandHandlers>;
