import { refusal } from '../policy';
import type { IncidentState } from '../state';
import type { CommandHandlers } from './handlers';

const find = (state: IncidentState, id: string) => state.followUps.find((followUp) => followUp.id === id);

export const followUpCommands = {
  'followup.open': (state, { followUpId, kind, text }) =>
    find(state, followUpId) ? refusal('id_taken') : [{ type: 'followup.opened', data: { followUpId, kind, text } }],
  'followup.assign': (state, { followUpId, owner, dueAt }) => {
    const followUp = find(state, followUpId);
    if (!followUp) return refusal('follow_up_unknown');
    if (followUp.owner?.id === owner?.id && followUp.dueAt === dueAt) return [];
    return [{ type: 'followup.assigned', data: { followUpId, owner, dueAt } }];
  },
  'followup.resolve': (state, { followUpId, done }) => {
    const followUp = find(state, followUpId);
    if (!followUp) return refusal('follow_up_unknown');
    return followUp.done === done ? [] : [{ type: 'followup.resolved', data: { followUpId, done } }];
  },
  'followup.restore': (state, { followUpId }) => {
    const followUp = find(state, followUpId);
    if (!followUp?.restores) return refusal('follow_up_unknown');
    return followUp.done || followUp.restoring ? [] : [{ type: 'followup.restore_requested', data: { followUpId } }];
  },
  'followup.record_restored': (state, { followUpId, evidence }) =>
    find(state, followUpId)?.restoring ? [{ type: 'followup.restored', data: { followUpId, evidence } }] : [],
  'followup.record_restore_failure': (state, { followUpId, error }) =>
    find(state, followUpId)?.restoring ? [{ type: 'followup.restore_failed', data: { followUpId, error } }] : [],
  'followup.check': (state, { followUpId }) => {
    const followUp = find(state, followUpId);
    if (!followUp?.step) return refusal('follow_up_unknown');
    return followUp.done || followUp.checking ? [] : [{ type: 'followup.check_requested', data: { followUpId } }];
  },
  /** Nobody asked and it is not done: nothing that a timeline should hold. */
  'followup.record_check': (state, { followUpId, done, evidence }) => {
    const followUp = find(state, followUpId);
    if (!followUp?.step || followUp.done || !(followUp.checking || (done && !followUp.reopened))) return [];
    return [{ type: 'followup.checked', data: { followUpId, done, evidence } }];
  },
} satisfies Partial<CommandHandlers>;
