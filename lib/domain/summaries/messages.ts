import { detail, milestone, type Summaries } from './summary';

/** Where a message went is not told to everybody: a shared link only says that it was sent. */
const sentTo = (kind: string, key: string, where: string) =>
  where === '' ? milestone('message_sent', { kind }) : milestone(key, { kind, where });

export const messageSummaries = {
  'message.queued': ({ kind, channels }) =>
    sentTo(
      kind,
      'message_queued',
      channels
        .map(({ label }) => label)
        .filter(Boolean)
        .join(', '),
    ),
  'message.marked_sent': ({ kind, where }) => sentTo(kind, 'message_marked_sent', where),
  'message.delivered': ({ channelId }, names) => detail('message_delivered', { channel: names.channel(channelId) }),
  'message.failed': ({ channelId, error, final }, names) =>
    final
      ? milestone('message_failed', { channel: names.channel(channelId), error })
      : detail('message_delayed', { channel: names.channel(channelId), error }),
} satisfies Partial<Summaries>;
