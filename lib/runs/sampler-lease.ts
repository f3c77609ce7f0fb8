import { db } from '@/lib/db/client';
import { logger } from '@/lib/logger';

/** Shorter than what a person waits: a dead sampler is replaced within this. */
const LEASE_MS = 12_000;

export interface SamplerLease {
  incidentId: string;
  fence: number;
  /** True when somebody else sampled before, or nobody did for a while: continuity is lost. */
  tookOver: boolean;
}

/** Exactly one worker samples an incident. Null while another one's lease is alive. */
export async function takeSamplerLease(incidentId: string, holder: string): Promise<SamplerLease | null> {
  const rows = await db().$queryRaw<{ fence: number; tookOver: boolean }[]>`
    INSERT INTO sampler_leases AS l (incident_id, holder, fence, expires_at)
    VALUES (${incidentId}, ${holder}, 1, clock_timestamp() + ${LEASE_MS} * interval '1 millisecond')
    ON CONFLICT (incident_id) DO UPDATE
      SET holder = ${holder},
          fence = CASE WHEN l.holder = ${holder} AND l.expires_at > clock_timestamp() THEN l.fence ELSE l.fence + 1 END,
          expires_at = clock_timestamp() + ${LEASE_MS} * interval '1 millisecond'
      WHERE l.expires_at <= clock_timestamp() OR l.holder = ${holder}
    RETURNING fence, fence > 1 AND (SELECT fence FROM sampler_leases WHERE incident_id = ${incidentId}) IS DISTINCT FROM fence AS "tookOver"`;
  const row = rows[0];
  return row ? { incidentId, fence: row.fence, tookOver: row.tookOver } : null;
}

/** Keeps the lease while `work` goes on, however slow a check is and however long the pause between two looks. */
export async function holdSamplerLease<T>(lease: SamplerLease, work: () => Promise<T>): Promise<T> {
  const timer = setInterval(() => {
    renewSamplerLease(lease).catch((cause: unknown) => logger.warn({ err: cause }, 'sampler lease not renewed'));
  }, LEASE_MS / 3);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

/** Prolongs the lease; false when another sampler took over. */
export async function renewSamplerLease(lease: SamplerLease): Promise<boolean> {
  const renewed = await db().$executeRaw`
    UPDATE sampler_leases SET expires_at = clock_timestamp() + ${LEASE_MS} * interval '1 millisecond'
    WHERE incident_id = ${lease.incidentId} AND fence = ${lease.fence} AND expires_at > clock_timestamp()`;
  return renewed === 1;
}
