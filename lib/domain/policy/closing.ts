import type { Gate } from './gate';
import { refusal } from './refusals';

/** An alarm called off before anybody heard of it needs no all-clear. */
export const endMessageOut: Gate = ({ state }) => {
  const heard = state.messages.some((message) => message.kind === 'start');
  if (state.decision?.decision === 'stand_down' && !heard) return null;
  return state.messages.some((message) => message.kind === 'end') ? null : refusal('end_message_missing');
};

export const followUpsOwned: Gate = ({ state }) => {
  const count = state.followUps.filter((followUp) => !followUp.done && followUp.owner === null).length;
  return count === 0 ? null : refusal('follow_ups_unowned', { count });
};

export const postmortemDrafted: Gate = ({ state }) => (state.postmortem ? null : refusal('postmortem_missing'));
