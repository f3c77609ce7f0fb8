import { setTimeout as sleep } from 'node:timers/promises';
import type { IncidentState } from '@/lib/domain/state';
import { execute } from '@/lib/log/execute';
import { readState } from '@/lib/log/read-state';
import { logger } from '@/lib/logger';
import { type AskableCheck, askableChecks, askCheck } from './ask-check';
import { record, SAMPLER } from './record';
import { holdSamplerLease, renewSamplerLease, type SamplerLease, takeSamplerLease } from './sampler-lease';
import { saveSample } from './save-sample';

/** No check may take longer, nor longer than its service's interval: the next look would wait for it. */
const LONGEST_ASK_MS = 120_000;
const AFTER_FAULT_MS = 1_000;

const wantsSampling = (state: IncidentState | null): state is IncidentState =>
  state !== null && state.status === 'open' && (state.phase === 'execution' || state.phase === 'verification');

/**
 * Samples an incident's checks for as long as the incident wants it, this worker goes on, and no other one samples it.
 * A sampler that takes over first records "unknown", so that a dead one can never look green.
 */
export async function sampleIncident(incidentId: string, worker: string, shutdown: AbortSignal): Promise<void> {
  const lease = await takeSamplerLease(incidentId, worker);
  if (!lease) return;
  await holdSamplerLease(lease, async () => {
    if (lease.tookOver) await recordTakeover(incidentId);
    while (!shutdown.aborted && (await lookAgain(lease, shutdown).catch(afterFault)));
  });
}

/** One look at every check and the pause after it. False when the incident wants no more, or another worker samples it. */
async function lookAgain(lease: SamplerLease, shutdown: AbortSignal): Promise<boolean> {
  const state = await readState(lease.incidentId);
  if (!wantsSampling(state) || !(await renewSamplerLease(lease))) return false;
  const startedAt = performance.now();
  await sampleOnce(state, lease, shutdown);
  if (state.phase === 'verification') await execute(lease.incidentId, { type: 'recovery.hold' }, SAMPLER);
  const restMs = state.settings.stability.intervalMs - (performance.now() - startedAt);
  if (restMs > 0) await sleep(restMs, undefined, { signal: shutdown }).catch(() => undefined);
  return true;
}

/** The next look tells what a fault was: the incident moved on, or the database is away and the lease ends by itself. */
async function afterFault(cause: unknown): Promise<true> {
  logger.warn({ err: cause }, 'a look at the checks was interrupted');
  await sleep(AFTER_FAULT_MS);
  return true;
}

async function recordTakeover(incidentId: string): Promise<void> {
  const state = await readState(incidentId);
  if (!wantsSampling(state)) return;
  for (const check of state.checks) {
    if (check.manual || check.verdict === 'unknown') continue;
    await record(incidentId, { type: 'check.record', checkId: check.id, verdict: 'unknown', observed: '' }, SAMPLER);
  }
  if (state.phase === 'verification') {
    await record(incidentId, { type: 'window.restart', cause: 'takeover', detail: '' }, SAMPLER);
  }
}

async function sampleOnce(state: IncidentState, lease: SamplerLease, shutdown: AbortSignal): Promise<void> {
  const checks = await askableChecks(state);
  const continuities = await Promise.all(checks.map((check) => sampleCheck(state, check, lease, shutdown)));
  if (state.phase === 'verification' && continuities.includes('gap')) {
    await record(state.incidentId, { type: 'window.restart', cause: 'gap', detail: '' }, SAMPLER);
  }
}

async function sampleCheck(
  state: IncidentState,
  check: AskableCheck,
  lease: SamplerLease,
  shutdown: AbortSignal,
): Promise<'continuous' | 'gap' | 'lost'> {
  const { intervalMs } = state.settings.stability;
  const result = await askCheck(check, shutdown, Math.min(LONGEST_ASK_MS, Math.max(1_000, intervalMs)));
  if (shutdown.aborted) return 'lost';
  const saved = await saveSample(lease, check.fact.id, result, intervalMs);
  if (!saved) return 'lost';
  if (result.verdict !== check.fact.verdict) {
    const { verdict, observed } = result;
    await record(state.incidentId, { type: 'check.record', checkId: check.fact.id, verdict, observed }, SAMPLER);
  }
  return saved.continuous ? 'continuous' : 'gap';
}
