import { keptSetting } from '@/lib/catalogue/incident-settings';
import type { OutgoingMessage } from '@/lib/channels/contract';
import { type Delivery, deliver } from '@/lib/channels/deliver';
import { credentials } from '@/lib/credentials/resolve';
import { db } from '@/lib/db/client';
import type { IncidentState, MessageState } from '@/lib/domain/state';
import { readState } from '@/lib/log/read-state';
import type { JobData } from '@/lib/queue/queues';
import { settings } from '@/lib/settings';
import { COURIER, record } from './record';

const DELIVERY_DEADLINE_MS = 15_000;
const GONE: Delivery = {
  ok: false,
  error: 'This channel is no longer in the catalogue: send the message by hand.',
  retryable: false,
};

/**
 * Delivers a message on one channel and records the outcome. Throws what can be tried again, unless this is the last
 * attempt: then the failure is in the timeline, where it warns and never blocks.
 */
export async function deliverMessage(
  { incidentId, messageId, channelId }: JobData['message.deliver'],
  lastAttempt: boolean,
  shutdown: AbortSignal,
): Promise<void> {
  const state = await readState(incidentId);
  const message = state?.messages.find((candidate) => candidate.id === messageId);
  const queued = message?.deliveries.find((delivery) => delivery.channelId === channelId);
  if (!state || !message || queued?.status !== 'queued') return;
  const kept = await keptSetting(incidentId, channelId);
  const channel = kept ?? (await db().channel.findUnique({ where: { id: channelId } }));
  const delivery = channel
    ? await deliver(channel, outgoing(state, message), contextOf(shutdown, threadOf(state, channelId)))
    : GONE;
  const ref = { messageId, channelId };
  if (delivery.ok) {
    const { evidence, thread } = delivery;
    const answer = thread === undefined ? { evidence } : { evidence, thread };
    await record(incidentId, { type: 'message.record_delivery', ...ref, ...answer }, COURIER);
    return;
  }
  if (delivery.retryable && !lastAttempt) throw new Error(delivery.error);
  await record(incidentId, { type: 'message.record_failure', ...ref, error: delivery.error, final: true }, COURIER);
}

function outgoing({ incidentId, number, title, service }: IncidentState, message: MessageState): OutgoingMessage {
  const { id, kind, locale, body } = message;
  const url = new URL(`/incidents/${incidentId}`, settings().url).href;
  return { id, kind, locale, body, incident: { id: incidentId, number, title, url }, service: service.name };
}

/** What the newest delivery on the channel said that later messages belong to. The log holds it, so nothing else has to. */
function threadOf({ messages }: IncidentState, channelId: string): string | undefined {
  const deliveries = messages.flatMap((message) => message.deliveries);
  return deliveries.findLast((delivery) => delivery.channelId === channelId && delivery.thread !== undefined)?.thread;
}

const contextOf = (shutdown: AbortSignal, thread: string | undefined) => ({
  signal: AbortSignal.any([shutdown, AbortSignal.timeout(DELIVERY_DEADLINE_MS)]),
  clock: () => new Date(),
  thread,
  resolve: (reference: string) => credentials.resolve(reference),
});
