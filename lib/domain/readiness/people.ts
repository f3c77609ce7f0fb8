import type { ServiceFinding } from '../readiness';
import type { ChannelFacts, ReadinessFacts } from './facts';
import { daysBetween, found, STALE_DAYS } from './find';

/** Whether somebody can be called, and whether messages arrive. */
export function peopleFindings({ contacts, channels, now }: ReadinessFacts): ServiceFinding[] {
  return [...contactFindings(contacts), ...channelFindings(channels, now)];
}

function contactFindings(contacts: ReadinessFacts['contacts']): ServiceFinding[] {
  const fix = { kind: 'form', part: 'contacts' } as const;
  if (contacts.length === 0) return [found('people', 'warn', 'no_contact', { fix })];
  const mute = contacts.filter(({ reachable }) => !reachable);
  const reachable = contacts.length - mute.length;
  return [
    ...mute.map(({ name, role }) =>
      found('people', 'warn', 'contact_unreachable', { subject: name, params: { name, role }, fix }),
    ),
    ...(reachable > 0 ? [found('people', 'ok', 'contacts', { params: { count: reachable } })] : []),
  ];
}

function channelFindings(channels: ChannelFacts[], now: string): ServiceFinding[] {
  if (channels.length === 0)
    return [found('people', 'warn', 'no_channel', { fix: { kind: 'form', part: 'channels' } })];
  return channels.map((channel) => channelFinding(channel, now));
}

function channelFinding({ id, label, deliveredAt, failedAt }: ChannelFacts, now: string): ServiceFinding {
  const fix = { kind: 'try_channel', channelId: id } as const;
  const about = { subject: label, params: { label }, fix };
  if (failedAt !== null && (deliveredAt === null || Date.parse(failedAt) > Date.parse(deliveredAt)))
    return found('people', 'warn', 'channel_failed', about);
  if (deliveredAt === null) return found('people', 'warn', 'channel_untried', about);
  const days = daysBetween(deliveredAt, now);
  if (days > STALE_DAYS)
    return found('people', 'warn', 'channel_tried_long_ago', { ...about, params: { label, days } });
  return found('people', 'ok', 'channel_works', { subject: label, params: { label, days } });
}
