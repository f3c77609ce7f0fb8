import type { FollowUpState, IncidentState } from '@/lib/domain/state';
import { connectComponent } from '@/lib/incidents/connect';
import { readState } from '@/lib/log/read-state';
import { logger } from '@/lib/logger';
import type { Settled } from '@/lib/providers/contract';
import { ProviderError } from '@/lib/providers/error';
import type { JobData } from '@/lib/queue/queues';
import { leftBehindBy } from './left-behind';
import { record, WORKER } from './record';

const DEADLINE_MS = 60_000;

const UNTOLD: Settled = {
  done: false,
  evidence: 'The platform does not tell whether this was done: look by hand, and mark it as done.',
};

/**
 * Asks the provider whether somebody has done what a step left behind, and says in the timeline that it was seen done, or
 * to whoever asked what was seen instead. Throws what can be tried again, unless this is the last attempt.
 */
export async function checkFollowUp(
  { incidentId, followUpId }: JobData['followup.check'],
  lastAttempt: boolean,
  shutdown: AbortSignal,
): Promise<void> {
  const state = await readState(incidentId);
  const followUp = state?.followUps.find(({ id }) => id === followUpId);
  if (!state || !followUp || followUp.done) return;
  const seen = await look(state, followUp, AbortSignal.any([shutdown, AbortSignal.timeout(DEADLINE_MS)])).catch(
    (cause: unknown): Settled => {
      const isKnown = cause instanceof ProviderError;
      if (!isKnown || shutdown.aborted || (cause.retryable && !lastAttempt)) throw cause;
      logger.warn({ err: cause, followUpId }, 'follow-up not looked at');
      return { done: false, evidence: cause.message };
    },
  );
  await record(incidentId, { type: 'followup.record_check', followUpId, ...seen }, WORKER);
}

async function look(state: IncidentState, { kind, step: ref }: FollowUpState, signal: AbortSignal): Promise<Settled> {
  const left = leftBehindBy(state, ref);
  if (!left) return UNTOLD;
  const { connection } = await connectComponent(left.target.componentId, state.incidentId);
  const { checkpoint, operation } = left.step;
  return (await connection.settled?.({ kind, checkpoint, operation }, { signal })) ?? UNTOLD;
}
