import { lastTrials } from '@/lib/catalogue/trials';
import { db } from '@/lib/db/client';
import type { ChannelFacts } from '@/lib/domain/readiness/facts';

/** Messages of older incidents say little about a channel today. */
const INCIDENTS = 20;

interface Row {
  channelId: string;
  status: string;
  at: Date;
}

/** When each channel was last reached and last missed: by the service's latest messages, or by a trial of its settings. */
export async function readDeliveries(
  serviceId: string,
  channels: readonly { id: string; label: string }[],
): Promise<ChannelFacts[]> {
  const [rows, trials] = await Promise.all([
    db().$queryRaw<Row[]>`
      SELECT d->>'channelId' AS "channelId", d->>'status' AS status, max((m->>'at')::timestamptz) AS at
      FROM (SELECT state FROM incidents WHERE service_id = ${serviceId} ORDER BY declared_at DESC LIMIT ${INCIDENTS}) i,
        jsonb_array_elements(i.state->'messages') m, jsonb_array_elements(m->'deliveries') d
      WHERE d->>'status' IN ('delivered', 'failed')
      GROUP BY 1, 2`,
    lastTrials(serviceId),
  ]);
  return channels.map(({ id, label }) => {
    const trial = trials.get(id);
    const latest = (status: 'delivered' | 'failed') => {
      const sent = rows.find((row) => row.channelId === id && row.status === status)?.at;
      const tried = trial && trial.ok === (status === 'delivered') ? trial.at : undefined;
      const times = [sent, tried].flatMap((at) => (at ? [at.getTime()] : []));
      return times.length > 0 ? new Date(Math.max(...times)).toISOString() : null;
    };
    return { id, label, deliveredAt: latest('delivered'), failedAt: latest('failed') };
  });
}
