import { type Delivered, type DeliveryContext, defineChannel, type OutgoingMessage } from '../contract';
import { hostOf } from '../destination';
import { postAsBot } from './bot';
import { type SlackConfig, slackConfigSchema } from './config';
import { toMrkdwn } from './mrkdwn';
import { postToWebhook } from './webhook';

/** Posts to a Slack channel: through an incoming webhook, or as a bot with one thread for each incident. */
export const slack = defineChannel({
  id: 'slack',
  label: 'Slack',
  config: slackConfigSchema,
  destination: ({ url = '', channel }) => channel ?? hostOf(url),
  deliver,
});

async function deliver(
  { url, token, channel, apiUrl }: SlackConfig,
  message: OutgoingMessage,
  context: DeliveryContext,
): Promise<Delivered> {
  const text = toMrkdwn(message.body);
  if (token === undefined || channel === undefined) return postToWebhook(url ?? '', text, context);
  return postAsBot({ token, channel, apiUrl, text, isBroadcast: message.kind === 'end' }, context);
}
