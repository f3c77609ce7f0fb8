import { z } from 'zod';
import { address, reference } from '../fields';

export const webhookConfigSchema = z.strictObject({
  /** Where the message is posted: an address, or a reference to one that is itself a secret. */
  url: address,
  /** Reference to the secret that signs each message. */
  secret: reference,
});
export type WebhookConfig = z.output<typeof webhookConfigSchema>;
