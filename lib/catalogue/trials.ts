import { createHash } from 'node:crypto';
import { db } from '@/lib/db/client';
import { canonical } from '@/lib/domain/canonical';
import { channelsById } from './installed';

/** Remembers what became of a message to a channel with these settings, saved or not. */
export async function recordTrial(kind: string, config: unknown, ok: boolean): Promise<void> {
  const digest = digestOf(kind, config);
  if (digest === null) return;
  const data = { at: new Date(), ok };
  await db().channelTrial.upsert({ where: { digest }, create: { digest, ...data }, update: data });
}

/** The last trial of each channel of a service as it is set now, by the channel's id. */
export async function lastTrials(serviceId: string): Promise<Map<string, { at: Date; ok: boolean }>> {
  const channels = await db().channel.findMany({
    where: { serviceId },
    select: { id: true, kind: true, config: true },
  });
  const digests = new Map(channels.map(({ id, kind, config }) => [id, digestOf(kind, config)]));
  const wanted = [...digests.values()].flatMap((digest) => digest ?? []);
  const trials = await db().channelTrial.findMany({ where: { digest: { in: wanted } } });
  return new Map(
    trials.flatMap(({ digest, at, ok }) =>
      [...digests].filter(([, own]) => own === digest).map(([id]) => [id, { at, ok }] as const),
    ),
  );
}

/** Of the settings as their kind reads them, so that a default that is written out changes nothing; null for invalid ones. */
function digestOf(kind: string, config: unknown): string | null {
  const parsed = channelsById[kind]?.config.safeParse(config);
  if (!parsed?.success) return null;
  return createHash('sha256')
    .update(canonical({ kind, config: parsed.data }))
    .digest('hex');
}
