import { z } from 'zod';
import { ChannelError, type Delivered, type DeliveryContext } from '../contract';
import { demandSuccess, isWorthRepeating, type Posted, post } from '../post';
import { quoted, readAddress, readSecret } from '../secrets';

/** docs.slack.dev, method `chat.postMessage`: a refusal comes with status 200 and `ok: false`. */
const replySchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), channel: z.string(), ts: z.string() }),
  z.object({ ok: z.literal(false), error: z.string() }),
]);
type Reply = z.output<typeof replySchema>;

/** Errors of the method that pass by themselves. */
const PASSING = new Set([
  'ratelimited',
  'rate_limited',
  'message_limit_exceeded',
  'fatal_error',
  'internal_error',
  'service_unavailable',
  'request_timeout',
]);
/** The message that the thread hangs on cannot be replied to: then the channel itself is better than silence. */
const THREAD_GONE = new Set(['cannot_reply_to_message', 'thread_not_found']);
const HINTS: Record<string, string> = {
  not_in_channel: 'invite the bot to the channel',
  channel_not_found: 'correct the channel, or invite the bot to it',
  is_archived: 'the channel is archived',
  invalid_auth: 'the token is not valid',
  token_revoked: 'the token was revoked',
  token_expired: 'the token has expired',
  missing_scope: 'the token needs the scope chat:write',
};

interface BotMessage {
  token: string;
  channel: string;
  apiUrl: string;
  text: string;
  /** Shown in the channel too, and not only in the thread. */
  isBroadcast: boolean;
}

/** Posts as a bot, in the incident's thread where there is one; otherwise the message begins it. */
export async function postAsBot(message: BotMessage, context: DeliveryContext): Promise<Delivered> {
  const { thread } = context;
  const first = await call(message, thread, context);
  const isGone = !first.reply.ok && thread !== undefined && THREAD_GONE.has(first.reply.error);
  const { reply, posted } = isGone ? await call(message, undefined, context) : first;
  if (!reply.ok) {
    const hint = HINTS[reply.error];
    const text = `${posted.host} refuses: ${reply.error}${hint === undefined ? '' : ` (${hint})`}`;
    throw new ChannelError(text, isWorthRepeating(posted.status) || PASSING.has(reply.error));
  }
  const evidence = `${posted.evidence}, message ${reply.ts} in ${reply.channel}`;
  return { evidence, thread: thread === undefined || isGone ? reply.ts : thread };
}

async function call(
  { token: reference, channel, apiUrl, text, isBroadcast }: BotMessage,
  thread: string | undefined,
  context: DeliveryContext,
): Promise<{ reply: Reply; posted: Posted }> {
  const token = await readSecret(reference, context);
  const base = await readAddress(apiUrl, context);
  const url = new URL(`${base.pathname.replace(/\/+$/, '')}/chat.postMessage`, base);
  const inThread = thread === undefined ? {} : { thread_ts: thread, reply_broadcast: isBroadcast };
  const body = JSON.stringify({ channel, text, unfurl_links: false, ...inThread });
  const posted = await post({ url, headers: { authorization: `Bearer ${token}` }, body }, context);
  return { reply: readReply(posted, token), posted };
}

function readReply(posted: Posted, token: string): Reply {
  try {
    return replySchema.parse(JSON.parse(posted.body));
  } catch {
    const said = quoted(posted.body, [token]);
    demandSuccess(posted, said);
    throw new ChannelError(`${posted.evidence}, but not from Slack: ${said}`, false);
  }
}
