import type { Prisma } from '@/lib/db/generated/client';
import type { IncidentEvent } from '@/lib/domain/event';

/** Forgets every free text of the events that `events` redact; the chain stays whole, as it covers only digests. */
export async function forgetTexts(tx: Prisma.TransactionClient, events: IncidentEvent[]): Promise<boolean> {
  let forgotten = false;
  for (const { incidentId, type, data } of events) {
    if (type !== 'text.redacted') continue;
    await tx.$executeRaw`
      UPDATE events
      SET texts = (SELECT coalesce(jsonb_object_agg(digest, 'null'::jsonb), '{}') FROM jsonb_object_keys(texts) AS digest)
      WHERE incident_id = ${incidentId} AND seq = ${data.redactedSeq}`;
    forgotten = true;
  }
  return forgotten;
}
