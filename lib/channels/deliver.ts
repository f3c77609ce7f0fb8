import { ChannelError, type ChannelKind, type Delivered, type DeliveryContext, type OutgoingMessage } from './contract';
import { channels } from './registry';

/** What became of one attempt; `error` and `evidence` are for people and hold no secret. */
export type Delivery = ({ ok: true } & Delivered) | { ok: false; error: string; retryable: boolean };

/**
 * Sends a message once through a channel of the catalogue, given by kind and raw config. Never throws: the
 * caller records the outcome, and repeats while it is `retryable`. Receivers drop repetitions by `message.id`.
 */
export async function deliver(
  channel: { kind: string; config: unknown },
  message: OutgoingMessage,
  context: DeliveryContext,
): Promise<Delivery> {
  const kind = (channels as Record<string, ChannelKind>)[channel.kind];
  if (!kind) return { ok: false, error: `no kind of channel is called ${channel.kind}`, retryable: false };
  const config = kind.config.safeParse(channel.config);
  if (!config.success) return { ok: false, error: 'the configuration of this channel is not valid', retryable: false };
  try {
    return { ok: true, ...(await kind.deliver(config.data, message, context)) };
  } catch (error) {
    if (error instanceof ChannelError) return { ok: false, error: error.message, retryable: error.retryable };
    return { ok: false, error: 'the message could not be sent', retryable: true };
  }
}
