import { activeRun } from '../queries';
import type { RunStatus } from '../state';
import type { Decision, Phase } from '../words';
import type { Gate } from './gate';
import { type RefusalCode, refusal } from './refusals';

export const open: Gate = ({ state }) => (state.status === 'open' ? null : refusal('incident_closed'));

export const inPhase =
  (...phases: Phase[]): Gate =>
  ({ state }) =>
    phases.includes(state.phase) ? null : refusal('wrong_phase', { phase: state.phase });

/** A plan belongs to its run until the run has ended. */
export const noActiveRun: Gate = ({ state }) => (activeRun(state) ? refusal('run_in_progress') : null);

export const notRecovered: Gate = ({ state }) => (state.recovery ? refusal('already_recovered') : null);

/** A run of this incident, in one of these states. */
export const runIs =
  (otherwise: RefusalCode, ...statuses: RunStatus[]): Gate<{ runId: string }> =>
  ({ state }, { runId }) => {
    if (state.run === null || (runId !== undefined && state.run.id !== runId)) return refusal('run_unknown');
    return statuses.includes(state.run.status) ? null : refusal(otherwise);
  };

const DECISION_REFUSALS = { rollback: 'decision_not_rollback', fix_forward: 'decision_not_fix_forward' } as const;

export const decided =
  (decision: Extract<Decision, 'rollback' | 'fix_forward'>): Gate =>
  ({ state }) => {
    if (state.decision === null) return refusal('decision_missing');
    return state.decision.decision === decision ? null : refusal(DECISION_REFUSALS[decision]);
  };

/** An urgent rollback starts from the evaluation: the answers are filled in later and starting is the decision. */
export const rollbackDecided: Gate = (context, args) =>
  context.state.decision === null && context.state.class === 'urgent' ? null : decided('rollback')(context, args);

export const hasPlan: Gate = ({ state }) => (state.plan ? null : refusal('no_plan'));

/** What the person saw is what is on the table. */
export const samePlan: Gate<{ hash: string }> = ({ state }, { hash }) => {
  if (state.plan === null) return refusal('no_plan');
  return hash === undefined || hash === state.plan.hash
    ? null
    : refusal('stale_plan', { component: state.plan.steps[0]?.componentName ?? '' });
};
