import { setTimeout as sleep } from 'node:timers/promises';
import type { IncidentState } from '@/lib/domain/state';
import { type AskableCheck, askableChecks, askCheck } from '../ask-check';
import { record, WORKER } from '../record';
import type { StepContext } from '../step-context';

/** A restarted service needs a moment before it answers: the look is repeated for this long before it counts as red. */
const PATIENCE_MS = 10_000;
const BETWEEN_LOOKS_MS = 1_000;
/** This many red looks in a row make a check red: one alone may be a restart. */
const LOOKS_TO_BE_RED = 3;

interface Seen {
  healthy: boolean;
  /** Ids of the checks that were red in the last looks, one after the other. */
  red: string[];
  evidence: string;
}

/**
 * One informative look at the service's checks, so that a plan does not stick at its first step. Red only warns, but
 * where the policy pauses between steps; the stability window belongs to Verification.
 */
export async function observeStep(context: StepContext, state: IncidentState): Promise<void> {
  const { incidentId, runId, claim, step, signal } = context;
  const checks = (await askableChecks(state)).filter((check) => check.fact.required);
  const seen = await look(checks, signal);
  await record(incidentId, { type: 'step.observe', runId, fence: claim.fence, stepId: step.id, ...seen }, WORKER);
}

async function look(checks: AskableCheck[], signal: AbortSignal): Promise<Seen> {
  const deadline = performance.now() + PATIENCE_MS;
  const redLooks = new Map<string, number>();
  for (let looks = 1; ; looks++) {
    const results = await Promise.all(
      checks.map(async ({ fact, ...check }) => ({
        fact,
        ...(await askCheck(check, signal, BETWEEN_LOOKS_MS * 5)),
      })),
    );
    for (const { fact, verdict } of results) {
      redLooks.set(fact.id, verdict === 'pass' ? 0 : (redLooks.get(fact.id) ?? 0) + 1);
    }
    const healthy = results.every((result) => result.verdict === 'pass');
    if (healthy || (performance.now() > deadline && looks >= LOOKS_TO_BE_RED)) {
      const red = [...redLooks].filter(([, count]) => count >= LOOKS_TO_BE_RED).map(([id]) => id);
      return { healthy, red, evidence: results.map(({ fact, observed }) => `${fact.name}: ${observed}`).join('\n') };
    }
    await sleep(BETWEEN_LOOKS_MS, undefined, { signal });
  }
}
