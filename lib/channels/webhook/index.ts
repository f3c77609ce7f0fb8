import { type DeliveryContext, defineChannel, type OutgoingMessage } from '../contract';
import { hostOf } from '../destination';
import { demandSuccess, post } from '../post';
import { readAddress, readSecret } from '../secrets';
import { SIGNATURE_HEADERS, signature } from '../signature';
import { type WebhookConfig, webhookConfigSchema } from './config';

/** Posts the message as JSON, signed (see `signature.ts`). The reply is only looked at for its status. */
export const webhook = defineChannel({
  id: 'webhook',
  label: 'Webhook',
  config: webhookConfigSchema,
  destination: ({ url }) => hostOf(url),
  deliver,
});

async function deliver(config: WebhookConfig, message: OutgoingMessage, context: DeliveryContext) {
  const url = await readAddress(config.url, context);
  const secret = await readSecret(config.secret, context);
  const body = JSON.stringify(message);
  const timestamp = Math.floor(context.clock().getTime() / 1_000);
  const headers = {
    [SIGNATURE_HEADERS.messageId]: message.id,
    [SIGNATURE_HEADERS.timestamp]: String(timestamp),
    [SIGNATURE_HEADERS.signature]: signature(secret, timestamp, body),
  };
  const posted = await post({ url, headers, body }, context);
  demandSuccess(posted);
  return { evidence: posted.evidence };
}
