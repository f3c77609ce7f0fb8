import { setTimeout as sleep } from 'node:timers/promises';
import { db } from '@/lib/db/client';
import type { IncidentState } from '@/lib/domain/state';
import { rememberSighting } from '@/lib/incidents/revisions';
import { readState } from '@/lib/log/read-state';
import { logger } from '@/lib/logger';
import { type AskableCheck, askableChecks, askCheck } from '../ask-check';
import { record, WORKER } from '../record';
import type { StepContext } from '../step-context';
import { sinceMs } from './deadline';

/** A restarted service needs a moment before it answers: the look is repeated for this long before it counts as red. */
const PATIENCE_MS = 10_000;
const BETWEEN_LOOKS_MS = 1_000;
/** While a canary is held, for minutes or hours. */
const BETWEEN_HELD_LOOKS_MS = 5_000;
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
 * where the policy pauses between steps; the stability window belongs to Verification. A canary is looked at for as long
 * as it is held, and no longer once a check that was green in this incident has turned red: one that never was says
 * nothing of the part that moved.
 */
export async function observeStep(context: StepContext, state: IncidentState): Promise<void> {
  const { incidentId, runId, claim, step, planStep, signal } = context;
  const checks = (await askableChecks(state)).filter((check) => check.fact.required);
  const [{ healthy, red, evidence }] = await Promise.all([
    planStep.holdMs === undefined ? look(checks, signal) : hold(checks, context, planStep.holdMs),
    seeCurrent(context),
  ]);
  await record(
    incidentId,
    { type: 'step.observe', runId, fence: claim.fence, stepId: step.id, healthy, red, evidence },
    WORKER,
  );
}

/** So that whoever looks at the service sees what runs since. Nothing depends on it: it may fail. */
async function seeCurrent({ connection, planStep: { componentId }, signal }: StepContext): Promise<void> {
  try {
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(BETWEEN_LOOKS_MS * 5)]);
    await rememberSighting(componentId, (await connection.current({ signal: deadline })).id);
  } catch (cause) {
    logger.info({ err: cause, componentId }, 'what runs now was not seen');
  }
}

/** Ids of the checks that passed at some time in this incident, whichever worker asked them. */
async function greenOnce(incidentId: string): Promise<Set<string>> {
  const samples = await db().checkSample.findMany({
    where: { incidentId, verdict: 'pass' },
    distinct: ['checkId'],
    select: { checkId: true },
  });
  return new Set(samples.map(({ checkId }) => checkId));
}

async function look(checks: AskableCheck[], signal: AbortSignal): Promise<Seen> {
  const deadline = performance.now() + PATIENCE_MS;
  const ask = asking(checks, signal);
  for (let looks = 1; ; looks++) {
    const seen = await ask();
    if (seen.healthy || (performance.now() > deadline && looks >= LOOKS_TO_BE_RED)) return seen;
    await sleep(BETWEEN_LOOKS_MS, undefined, { signal });
  }
}

async function hold(checks: AskableCheck[], context: StepContext, holdMs: number): Promise<Seen> {
  const { incidentId, step, signal } = context;
  // Asked first: what the database takes to answer must not end a hold early.
  const heldMs = await sinceMs(step.convergedAt ?? '');
  const until = performance.now() + holdMs - heldMs;
  const green = await greenOnce(incidentId);
  const ask = asking(checks, signal);
  for (;;) {
    const ended = await holdEnded(context);
    const seen = await ask();
    for (const id of seen.passing) green.add(id);
    const red = seen.red.filter((id) => green.has(id));
    if (red.length > 0 || ended) return { ...seen, red };
    const leftMs = until - performance.now();
    // A check that is red in its first looks is looked at again, rather than passed over at the end.
    const wavers = seen.failing.some((id) => green.has(id));
    if (leftMs <= 0 && !wavers) return { ...seen, red };
    const next = performance.now() + (wavers ? BETWEEN_LOOKS_MS : Math.min(BETWEEN_HELD_LOOKS_MS, leftMs));
    while (performance.now() < next && !(await holdEnded(context)))
      await sleep(Math.min(BETWEEN_LOOKS_MS, Math.max(next - performance.now(), 0)), undefined, { signal });
  }
}

/** A person would not wait any longer. */
async function holdEnded({ incidentId, step: { id } }: StepContext): Promise<boolean> {
  const run = (await readState(incidentId))?.run;
  return run?.steps.find((step) => step.id === id)?.holdEndedAt !== undefined;
}

/** One look at a time, which remembers how often each check was red in a row. */
function asking(
  checks: AskableCheck[],
  signal: AbortSignal,
): () => Promise<Seen & Record<'passing' | 'failing', string[]>> {
  const redLooks = new Map<string, number>();
  return async () => {
    const results = await Promise.all(
      checks.map(async ({ fact, ...check }) => ({
        fact,
        ...(await askCheck(check, signal, BETWEEN_LOOKS_MS * 5)),
      })),
    );
    const passing = results.filter(({ verdict }) => verdict === 'pass').map(({ fact }) => fact.id);
    for (const { fact } of results)
      redLooks.set(fact.id, passing.includes(fact.id) ? 0 : (redLooks.get(fact.id) ?? 0) + 1);
    return {
      healthy: passing.length === results.length,
      passing,
      failing: [...redLooks].filter(([, count]) => count > 0).map(([id]) => id),
      red: [...redLooks].filter(([, count]) => count >= LOOKS_TO_BE_RED).map(([id]) => id),
      evidence: results.map(({ fact, observed }) => `${fact.name}: ${observed}`).join('\n'),
    };
  };
}
