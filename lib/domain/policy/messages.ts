import type { MessageState } from '../state';
import type { MessageKind } from '../words';
import type { Gate } from './gate';
import { refusal } from './refusals';

const failedEverywhere = (message: MessageState): boolean =>
  message.deliveries.length > 0 && message.deliveries.every((delivery) => delivery.status === 'failed');

/** "It is over" is never said before it is. */
export const endIsDue: Gate<{ kind: MessageKind }> = ({ state }, { kind }) =>
  kind === 'end' && state.phase !== 'debrief' ? refusal('end_before_debrief') : null;

/** Start and end go out once; again only when no channel could deliver them. */
export const notOutYet: Gate<{ kind: MessageKind }> = ({ state }, { kind }) => {
  if (kind === undefined || kind === 'update') return null;
  const out = state.messages.some((message) => message.kind === kind && !failedEverywhere(message));
  return out ? refusal('message_already_out') : null;
};

export const hasChannel: Gate = ({ state }) => (state.service.channels.length > 0 ? null : refusal('no_channel'));
