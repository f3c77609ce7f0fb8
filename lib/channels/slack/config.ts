import { z } from 'zod';
import { address, reference } from '../fields';

/** Slack's own for those who do not say otherwise; GovSlack has `https://slack-gov.com/api`. */
const API = 'https://slack.com/api';

export const slackConfigSchema = z
  .strictObject({
    /** Reference to the address of an incoming webhook: whoever has it can post. Each message then stands by itself. */
    url: reference.optional(),
    /** Reference to a bot token (`xoxb-…`, scope `chat:write`). The messages of an incident then share a thread. */
    token: reference.optional(),
    /** Where the bot posts: an id such as `C0123456789`, or `#incidents`. It has to be invited there. */
    channel: z
      .string()
      .regex(/^(?:[CGD][A-Z0-9]{6,}|#[^\s#,]{1,80})$/, {
        error: 'an id such as C0123456789, or a name such as #incidents',
      })
      .optional(),
    /** Where the API is. */
    apiUrl: address.default(API),
  })
  .refine(({ url, token }) => (url === undefined) !== (token === undefined), {
    error: 'either url (an incoming webhook) or token (a bot)',
    path: ['url'],
  })
  .refine(({ token, channel }) => (token === undefined) === (channel === undefined), {
    error: 'a bot needs a channel, and a webhook has its own',
    path: ['channel'],
  });
export type SlackConfig = z.output<typeof slackConfigSchema>;
