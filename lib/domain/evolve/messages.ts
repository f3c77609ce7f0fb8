import type { IncidentState, MessageState } from '../state';
import { type EventHandlers, patchWhere } from './handlers';
import { leaveCommunication } from './phase';

type Delivery = MessageState['deliveries'][number];

function withMessage(state: IncidentState, message: MessageState): IncidentState {
  const next = { ...state, messages: [...state.messages, message] };
  return message.kind === 'start' ? leaveCommunication(next, message.at) : next;
}

function withDelivery(
  state: IncidentState,
  { messageId, channelId }: { messageId: string; channelId: string },
  patch: Omit<Delivery, 'channelId' | 'label'>,
): IncidentState {
  const messages = patchWhere(
    state.messages,
    (message) => message.id === messageId,
    (message) => ({
      ...message,
      deliveries: patchWhere(
        message.deliveries,
        (delivery) => delivery.channelId === channelId,
        (delivery) => ({ ...delivery, ...patch }),
      ),
    }),
  );
  return { ...state, messages };
}

export const messageHandlers = {
  'message.queued': (state, data, { at, by }) =>
    withMessage(state, {
      id: data.messageId,
      kind: data.kind,
      locale: data.locale,
      body: data.body,
      at,
      by,
      deliveries: data.channels.map(({ id, label }) => ({ channelId: id, label, status: 'queued', detail: '' })),
    }),
  'message.marked_sent': (state, data, { at, by }) =>
    withMessage(state, {
      id: data.messageId,
      kind: data.kind,
      locale: data.locale,
      body: data.body,
      at,
      by,
      where: data.where,
      deliveries: [],
    }),
  'message.delivered': (state, data) =>
    withDelivery(state, data, {
      status: 'delivered',
      detail: data.evidence,
      ...(data.thread === undefined ? {} : { thread: data.thread }),
    }),
  'message.failed': (state, data) =>
    withDelivery(state, data, { status: data.final ? 'failed' : 'queued', detail: data.error }),
} satisfies Partial<EventHandlers>;
