import type { CheckResult } from '@/lib/checks/contract';
import { db } from '@/lib/db/client';
import { publish } from '@/lib/log/notify';
import type { SamplerLease } from './sampler-lease';

export interface Saved {
  /** The verdict held before without a gap of more than two intervals. */
  continuous: boolean;
}

/**
 * Stores one answer, only while the lease is ours. Continuity is computed by the database on its own clock:
 * a gap of more than two intervals starts the verdict's time again. Null when the lease was lost.
 */
export async function saveSample(
  lease: SamplerLease,
  checkId: string,
  result: CheckResult,
  intervalMs: number,
): Promise<Saved | null> {
  const { incidentId, fence } = lease;
  const { verdict, observed, latencyMs } = result;
  const rows = await db().$queryRaw<{ at: Date; continuous: boolean }[]>`
    WITH lease AS (
      SELECT clock_timestamp() AS at FROM sampler_leases WHERE incident_id = ${incidentId} AND fence = ${fence}
    ), before AS (
      SELECT last_at FROM check_latest WHERE incident_id = ${incidentId} AND check_id = ${checkId}
    ), sample AS (
      INSERT INTO check_samples (incident_id, check_id, at, verdict, observed, latency_ms)
      SELECT ${incidentId}, ${checkId}, at, ${verdict}, ${observed}, ${Math.round(latencyMs)} FROM lease
    )
    INSERT INTO check_latest AS c (incident_id, check_id, verdict, observed, latency_ms, last_at, continuous_since)
    SELECT ${incidentId}, ${checkId}, ${verdict}, ${observed}, ${Math.round(latencyMs)}, at, at FROM lease
    ON CONFLICT (incident_id, check_id) DO UPDATE SET
      verdict = excluded.verdict, observed = excluded.observed, latency_ms = excluded.latency_ms,
      last_at = excluded.last_at,
      continuous_since = CASE
        WHEN c.verdict = excluded.verdict AND excluded.last_at - c.last_at <= ${2 * intervalMs} * interval '1 millisecond'
        THEN c.continuous_since ELSE excluded.last_at END
    RETURNING last_at AS at,
      coalesce(last_at - (SELECT last_at FROM before) <= ${2 * intervalMs} * interval '1 millisecond', true) AS continuous`;
  const row = rows[0];
  if (!row) return null;
  await publish(incidentId, 'sample', { checkId, at: row.at.toISOString(), verdict, observed, latencyMs });
  return { continuous: row.continuous };
}
