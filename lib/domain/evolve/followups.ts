import type { FollowUpState, IncidentState } from '../state';
import { type EventHandlers, patchWhere } from './handlers';

function patchFollowUp(
  state: IncidentState,
  followUpId: string,
  patch: (followUp: FollowUpState) => FollowUpState,
): IncidentState {
  return { ...state, followUps: patchWhere(state.followUps, ({ id }) => id === followUpId, patch) };
}

export const followUpHandlers = {
  'followup.opened': (state, data, { at }) =>
    state.followUps.some(({ id }) => id === data.followUpId)
      ? state
      : {
          ...state,
          followUps: [
            ...state.followUps,
            {
              id: data.followUpId,
              kind: data.kind,
              text: data.text,
              ...(data.code === undefined ? {} : { code: data.code }),
              ...(data.params ? { params: data.params } : {}),
              owner: null,
              dueAt: null,
              done: false,
              openedAt: at,
              ...(data.restores ? { restores: data.restores } : {}),
              ...(data.step ? { step: data.step } : {}),
            },
          ],
        },
  'followup.assigned': (state, data) => ({
    ...state,
    followUps: patchWhere(
      state.followUps,
      ({ id }) => id === data.followUpId,
      (followUp) => ({ ...followUp, owner: data.owner, dueAt: data.dueAt }),
    ),
  }),
  'followup.resolved': (state, data) => ({
    ...state,
    followUps: patchWhere(
      state.followUps,
      ({ id }) => id === data.followUpId,
      (followUp) => ({ ...followUp, done: data.done, ...(data.done || !followUp.step ? {} : { reopened: true }) }),
    ),
  }),
  'followup.restore_requested': (state, { followUpId }, { at, by }) =>
    patchFollowUp(state, followUpId, ({ restoreFailure: _failure, ...followUp }) => ({
      ...followUp,
      restoring: { by, at },
    })),
  'followup.restored': (state, { followUpId }) =>
    patchFollowUp(state, followUpId, ({ restoring: _restoring, ...followUp }) => ({ ...followUp, done: true })),
  'followup.restore_failed': (state, { followUpId, error }) =>
    patchFollowUp(state, followUpId, ({ restoring: _restoring, ...followUp }) => ({
      ...followUp,
      restoreFailure: error,
    })),
  'followup.check_requested': (state, { followUpId }, { at, by }) =>
    patchFollowUp(state, followUpId, ({ seen: _seen, ...followUp }) => ({ ...followUp, checking: { by, at } })),
  'followup.checked': (state, { followUpId, done, evidence }, { at }) =>
    patchFollowUp(state, followUpId, ({ checking: _checking, ...followUp }) => ({
      ...followUp,
      done: followUp.done || done,
      seen: { evidence, at },
    })),
} satisfies Partial<EventHandlers>;
