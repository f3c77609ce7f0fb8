import type { IncidentState, RunState } from '@/lib/domain/state';
import { connectComponent } from '@/lib/incidents/connect';
import { logger } from '@/lib/logger';
import type { Claim } from './claim';
import { record, WORKER } from './record';

const READ_DEADLINE_MS = 15_000;

/** After an abort the provider is asked for the truth: a cancelled call may have taken effect all the same. */
export async function settleAbort(state: IncidentState, run: RunState, claim: Claim): Promise<boolean> {
  const begun = run.steps.filter((step) => step.status !== 'planned' && step.status !== 'skipped');
  const lines = await Promise.all(
    begun.map(async (step) => {
      const planStep = state.plan?.steps.find((candidate) => candidate.id === step.id);
      return planStep ? whereIs(planStep.componentId, planStep.componentName, state.incidentId) : '';
    }),
  );
  // A component that was stopped has several steps.
  const evidence = [...new Set(lines)].filter(Boolean).join('\n') || 'Nothing had been written.';
  await record(state.incidentId, { type: 'run.settle_abort', runId: run.id, fence: claim.fence, evidence }, WORKER);
  return false;
}

async function whereIs(componentId: string, name: string, incidentId: string): Promise<string> {
  try {
    const { connection } = await connectComponent(componentId, incidentId);
    const current = await connection.current({ signal: AbortSignal.timeout(READ_DEADLINE_MS) });
    return `${name}: ${current.label} (${current.summary})`;
  } catch (cause) {
    logger.warn({ err: cause, componentId }, 'truth not readable after an abort');
    return `${name}: ?`;
  }
}
