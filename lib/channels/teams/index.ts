import { z } from 'zod';
import { defineChannel } from '../contract';
import { hostOf } from '../destination';
import { reference } from '../fields';
import { demandSuccess, post } from '../post';
import { quoted, readAddress } from '../secrets';
import { teamsMessage } from './card';

const teamsConfigSchema = z.strictObject({
  /** Reference to the address of a workflow "When a Teams webhook request is received": whoever has it can post. */
  url: reference,
});

/**
 * Posts to Microsoft Teams through a workflow, which answers 202 before it has posted: what becomes of the post after
 * that is seen in the workflow's own history. Each message stands by itself, as a workflow returns no thread.
 */
export const teams = defineChannel({
  id: 'teams',
  label: 'Microsoft Teams',
  config: teamsConfigSchema,
  destination: ({ url }) => hostOf(url),
  async deliver(config, message, context) {
    const url = await readAddress(config.url, context);
    const posted = await post({ url, body: JSON.stringify(teamsMessage(message)) }, context);
    // The signature in the address is what lets anyone post.
    demandSuccess(posted, quoted(posted.body, [url.href, url.search.slice(1), ...url.searchParams.values()]));
    return { evidence: posted.evidence };
  },
});
