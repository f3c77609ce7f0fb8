import type { CheckState, IncidentState } from '../state';
import type { Gate } from './gate';
import { refusal } from './refusals';

const find = (state: IncidentState, id: string | undefined): CheckState | undefined =>
  state.checks.find((check) => check.id === id);

export const checkKnown: Gate<{ checkId: string }> = ({ state }, { checkId }) =>
  checkId === undefined || find(state, checkId) ? null : refusal('check_unknown');

/** People answer manual checks, the sampler asks the others; neither speaks for the other (rule 3). */
export const checkManual: Gate<{ checkId: string }> = ({ state }, { checkId }) =>
  find(state, checkId)?.manual === false ? refusal('check_not_manual') : null;

export const checkAutomatic: Gate<{ checkId: string }> = ({ state }, { checkId }) =>
  find(state, checkId)?.manual === true ? refusal('check_is_manual') : null;

/** Only a check that cannot be asked, or was red before the incident, may be waived. */
export const checkWaivable: Gate<{ checkId: string }> = ({ state }, { checkId }) => {
  const check = find(state, checkId);
  if (!check) return null;
  const unanswered = check.verdict === 'error' || check.verdict === 'unknown';
  const redBefore = check.baseline === 'fail' || check.baseline === 'error';
  return unanswered || redBefore ? null : refusal('check_not_waivable', { check: check.name });
};
