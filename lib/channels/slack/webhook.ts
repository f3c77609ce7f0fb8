import { ChannelError, type Delivered, type DeliveryContext } from '../contract';
import { demandSuccess, post } from '../post';
import { quoted, readAddress } from '../secrets';

/**
 * Posts through an incoming webhook, which answers in plain text: `ok`, or why not with a status of its own
 * (docs.slack.dev, "Sending messages using incoming webhooks", "Handling errors"). It returns no id, so there is no thread.
 */
export async function postToWebhook(reference: string, text: string, context: DeliveryContext): Promise<Delivered> {
  const url = await readAddress(reference, context);
  const body = JSON.stringify({ text, mrkdwn: true, unfurl_links: false });
  const posted = await post({ url, body }, context);
  const said = quoted(posted.body, [url.href, url.pathname]);
  demandSuccess(posted, said);
  // A proxy's page is no delivery.
  if (posted.body.trim() !== 'ok') throw new ChannelError(`${posted.evidence}, but not from Slack: ${said}`, false);
  return { evidence: posted.evidence };
}
