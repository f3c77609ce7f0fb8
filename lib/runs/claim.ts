import { db } from '@/lib/db/client';

/** How long a worker may be silent before another takes its run over. Leases run on database time: workers' clocks may be wrong. */
export const CLAIM_MS = 12_000;
/** A write begins only with this much of the claim left. */
export const WRITE_MARGIN_MS = 6_000;

export interface Claim {
  runId: string;
  fence: number;
}

interface ClaimRow {
  fence: number;
  leftMs: number;
}

/**
 * Takes the run for this worker, raising the fence so that whatever a former holder still sends to the log is refused.
 * Returns null while another worker's claim is alive, or when the run has ended.
 */
export async function claimRun(incidentId: string, runId: string, worker: string): Promise<Claim | null> {
  const rows = await db().$queryRaw<ClaimRow[]>`
    INSERT INTO run_claims AS c (run_id, incident_id, fence, worker, expires_at)
    VALUES (${runId}, ${incidentId}, 1, ${worker}, clock_timestamp() + ${CLAIM_MS} * interval '1 millisecond')
    ON CONFLICT (run_id) DO UPDATE
      SET fence = c.fence + 1, worker = ${worker},
          expires_at = clock_timestamp() + ${CLAIM_MS} * interval '1 millisecond'
      WHERE c.finished_at IS NULL AND (c.expires_at <= clock_timestamp() OR c.worker = ${worker})
    RETURNING fence, 0::float8 AS "leftMs"`;
  const row = rows[0];
  return row ? { runId, fence: row.fence } : null;
}

/** Prolongs the claim; false when it was lost, after which the worker must not write any more. */
export async function renewClaim(claim: Claim): Promise<boolean> {
  const renewed = await db().$executeRaw`
    UPDATE run_claims SET expires_at = clock_timestamp() + ${CLAIM_MS} * interval '1 millisecond'
    WHERE run_id = ${claim.runId} AND fence = ${claim.fence} AND expires_at > clock_timestamp() AND finished_at IS NULL`;
  return renewed === 1;
}

/** Asked right before each write: is the claim still ours, with enough time left for the write to be under way within it? */
export async function mayWrite(claim: Claim): Promise<boolean> {
  const rows = await db().$queryRaw<ClaimRow[]>`
    SELECT fence, extract(epoch FROM expires_at - clock_timestamp())::float8 * 1000 AS "leftMs"
    FROM run_claims WHERE run_id = ${claim.runId} AND finished_at IS NULL`;
  const row = rows[0];
  return row !== undefined && row.fence === claim.fence && row.leftMs >= WRITE_MARGIN_MS;
}

/** Lets the next worker start at once instead of waiting for the claim to expire. */
export async function releaseClaim(claim: Claim): Promise<void> {
  await db().$executeRaw`
    UPDATE run_claims SET expires_at = clock_timestamp() WHERE run_id = ${claim.runId} AND fence = ${claim.fence}`;
}
