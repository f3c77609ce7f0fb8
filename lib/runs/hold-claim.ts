import { logger } from '@/lib/logger';
import { CLAIM_MS, type Claim, claimRun, releaseClaim, renewClaim } from './claim';

/**
 * Runs `work` while this worker holds the run, renewing the claim meanwhile. The signal given to `work` is aborted when
 * the claim is lost (a stopped process that woke too late, a database out of reach for longer than the claim).
 * Returns null when another worker holds the run, or when it has ended.
 */
export async function holdClaim<T>(
  incidentId: string,
  runId: string,
  worker: string,
  work: (claim: Claim, lost: AbortSignal) => Promise<T>,
): Promise<T | null> {
  const claim = await claimRun(incidentId, runId, worker);
  if (!claim) return null;
  const lost = new AbortController();
  let renewedAt = performance.now();
  const timer = setInterval(() => {
    const askedAt = performance.now();
    renewClaim(claim).then(
      (ours) => {
        if (ours) renewedAt = askedAt;
        else lost.abort(new Error('the claim was lost'));
      },
      (cause: unknown) => {
        logger.warn({ err: cause, runId }, 'claim not renewed');
        if (performance.now() - renewedAt > CLAIM_MS) lost.abort(new Error('the claim could not be renewed'));
      },
    );
  }, CLAIM_MS / 3);
  try {
    return await work(claim, lost.signal);
  } finally {
    clearInterval(timer);
    await releaseClaim(claim).catch((cause: unknown) => logger.warn({ err: cause, runId }, 'claim not released'));
  }
}
