import { setTimeout as sleep } from 'node:timers/promises';
import { isUnderWay } from '@/lib/domain/queries';
import type { IncidentState, RunState, StepState } from '@/lib/domain/state';
import { readState } from '@/lib/log/read-state';
import { isDatabaseAway } from '@/lib/log/retry';
import { logger } from '@/lib/logger';
import { ProviderError } from '@/lib/providers/error';
import { Refused, record, WORKER } from '../record';
import { type Grip, type StepContext, stepContext } from '../step-context';
import { checkpointStep } from './checkpoint';
import { leftMs } from './deadline';
import { observeStep } from './observe';
import { saveProgress } from './progress';
import { startStep } from './start';
import { watchStep } from './watch';

const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 15_000;

/** Brings one step from where the log says it stands to its end, to a failure, or to where the run wants it to rest. */
export async function driveStep(grip: Grip, stepId: string): Promise<void> {
  let attempt = 0;
  while (!grip.signal.aborted) {
    const state = await readState(grip.incidentId);
    const step = state?.run?.id === grip.claim.runId ? state.run.steps.find(({ id }) => id === stepId) : undefined;
    if (!state?.run || !step || !mayGoOn(state.run, step)) return;
    attempt = await tryOnce(state, step, grip, attempt);
  }
}

function mayGoOn(run: RunState, step: StepState): boolean {
  if (run.status === 'running') return isUnderWay(step) || step.status === 'planned';
  return run.status === 'pausing' && isUnderWay(step);
}

/** One transition. Answers how many attempts at it have failed so far. */
async function tryOnce(state: IncidentState, step: StepState, grip: Grip, attempt: number): Promise<number> {
  try {
    await transition(await stepContext(state, step, grip), state);
    return 0;
  } catch (error) {
    // Refused, or without a database: the log already says where to go on.
    const isOurs = !(error instanceof ProviderError) && isDatabaseAway(error);
    if (error instanceof Refused || isOurs) throw error;
    if (grip.signal.aborted) return attempt;
    const failure = toProviderError(error);
    if (failure.retryable && (await leftMs(state, step)) > 0) {
      logger.warn({ err: error, stepId: step.id, attempt }, 'step will be tried again');
      const { message } = failure;
      const said = { code: 'any:tried_again', params: { message }, text: message };
      await saveProgress(grip, step.id, { done: 0, total: 0, ...said });
      const backoffMs = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** attempt) * (0.5 + Math.random());
      await sleep(backoffMs, undefined, { signal: grip.signal }).catch(() => undefined);
      return attempt + 1;
    }
    logger.error({ err: error, stepId: step.id }, 'step failed');
    const { code, message, retryable } = failure;
    const ref = { runId: grip.claim.runId, fence: grip.claim.fence, stepId: step.id };
    await record(state.incidentId, { type: 'step.fail', ...ref, code, error: message, retryable }, WORKER);
    return 0;
  }
}

function transition(context: StepContext, state: IncidentState): Promise<void> {
  switch (context.step.status) {
    case 'planned':
    case 'checkpointed':
      return checkpointStep(context);
    case 'intended':
      return startStep(context);
    case 'requested':
      return watchStep(context);
    default:
      return observeStep(context, state);
  }
}

/** What is not a ProviderError is a bug or the platform's surprise: the log keeps the cause, people get a sentence. */
function toProviderError(error: unknown): ProviderError {
  if (error instanceof ProviderError) return error;
  const sentence = 'Repli could not carry this step out: look at its log for the cause, then retry or abort.';
  return new ProviderError('failed', sentence, { cause: error });
}
