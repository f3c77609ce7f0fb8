import { refusal } from '../policy';
import type { IncidentState } from '../state';
import type { CommandHandlers } from './handlers';

const idTaken = (state: IncidentState, messageId: string): boolean => state.messages.some(({ id }) => id === messageId);

function deliveryOf(state: IncidentState, { messageId, channelId }: { messageId: string; channelId: string }) {
  const message = state.messages.find(({ id }) => id === messageId);
  return message?.deliveries.find((delivery) => delivery.channelId === channelId);
}

export const messageCommands = {
  'message.send': (state, { messageId, kind, locale, body }) => {
    if (idTaken(state, messageId)) return refusal('id_taken');
    const channels = state.service.channels.map(({ id, label }) => ({ id, label }));
    return [{ type: 'message.queued', data: { messageId, kind, locale, body, channels } }];
  },
  'message.mark_sent': (state, { messageId, kind, locale, body, where }) =>
    idTaken(state, messageId)
      ? refusal('id_taken')
      : [{ type: 'message.marked_sent', data: { messageId, kind, locale, body, where } }],
  'message.record_delivery': (state, { messageId, channelId, evidence, thread }) => {
    const delivery = deliveryOf(state, { messageId, channelId });
    if (!delivery) return refusal('message_unknown');
    if (delivery.status === 'delivered') return [];
    const data = { messageId, channelId, evidence, ...(thread === undefined ? {} : { thread }) };
    return [{ type: 'message.delivered', data }];
  },
  'message.record_failure': (state, { messageId, channelId, error, final }) => {
    const delivery = deliveryOf(state, { messageId, channelId });
    if (!delivery) return refusal('message_unknown');
    return delivery.status === 'queued'
      ? [{ type: 'message.failed', data: { messageId, channelId, error, final } }]
      : [];
  },
} satisfies Partial<CommandHandlers>;
