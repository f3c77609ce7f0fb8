import { db } from '@/lib/db/client';
import type { FollowUpState, IncidentState } from '@/lib/domain/state';
import { connectComponent } from '@/lib/incidents/connect';
import { lockOf } from '@/lib/incidents/record-plan';
import { findHolders } from '@/lib/log/locks';
import { readState } from '@/lib/log/read-state';
import { logger } from '@/lib/logger';
import { ProviderError } from '@/lib/providers/error';
import type { JobData } from '@/lib/queue/queues';
import { leftBehindBy } from './left-behind';
import { record, WORKER } from './record';

/** What was stopped may take minutes until it runs again. */
const DEADLINE_MS = 5 * 60_000;

/**
 * Gives back what a step of a run took from an automation, or from what a component runs, and says in the timeline how that went. The provider
 * looks before it writes, so that a job that is carried out again does no harm. Throws what can be tried again, unless
 * this is the last attempt.
 */
export async function restoreAutomation(
  { incidentId, followUpId }: JobData['followup.restore'],
  lastAttempt: boolean,
  shutdown: AbortSignal,
): Promise<void> {
  const state = await readState(incidentId);
  const followUp = state?.followUps.find(({ id }) => id === followUpId);
  if (!state || !followUp?.restoring) return;
  try {
    const signal = AbortSignal.any([shutdown, AbortSignal.timeout(DEADLINE_MS)]);
    const evidence = await restore(state, followUp, signal);
    await record(incidentId, { type: 'followup.record_restored', followUpId, evidence }, WORKER);
  } catch (cause) {
    const isKnown = cause instanceof ProviderError;
    if (!isKnown || shutdown.aborted || (cause.retryable && !lastAttempt)) throw cause;
    logger.warn({ err: cause, followUpId }, 'not restored');
    await record(incidentId, { type: 'followup.record_restore_failure', followUpId, error: cause.message }, WORKER);
  }
}

async function restore(state: IncidentState, { id, restores }: FollowUpState, signal: AbortSignal): Promise<string> {
  const left = leftBehindBy(state, restores);
  const checkpoint = left?.step.checkpoint;
  if (!left || !checkpoint)
    throw new ProviderError('not_found', 'How it stood before was not kept: restore it by hand.');
  const { target } = left;
  const { connection, provider, resourceKey } = await connectComponent(target.componentId, state.incidentId);
  if (!connection.restore)
    throw new ProviderError('invalid_target', `Nothing can be restored for ${target.componentName}: do it by hand.`);
  const plan = await connection.restore(checkpoint, { signal });
  // Whoever rolls back what it keeps relies on its standing still.
  const locks = [resourceKey, lockOf(provider, plan.resource)].filter((key) => key !== undefined);
  const [holder] = await findHolders(db(), locks, null);
  if (holder)
    throw new ProviderError(
      'conflict',
      `INC-${holder.incidentNumber} is working on ${target.componentName}: restore it once its rollback has ended.`,
    );
  const operation = await connection.start(plan, id, { signal });
  for await (const progress of connection.watch(operation, plan, { signal }))
    if (progress.kind === 'converged') return progress.evidence;
  throw new ProviderError('unavailable', 'The platform stopped answering before it was back.');
}
