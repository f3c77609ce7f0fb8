import { mayWrite } from '../claim';
import { Refused, record, WORKER } from '../record';
import type { StepContext } from '../step-context';

const CALL_DEADLINE_MS = 60_000;

/** Pins where the component is now, so that the way back stays known; then says in the log that the write is about to happen. */
export async function checkpointStep(context: StepContext): Promise<void> {
  const { incidentId, runId, claim, step, plan, connection, key } = context;
  const ref = { runId, fence: claim.fence, stepId: step.id };
  if (connection.checkpoint && step.status === 'planned') {
    if (!(await mayWrite(claim))) throw new Refused('fenced');
    const signal = AbortSignal.any([context.signal, AbortSignal.timeout(CALL_DEADLINE_MS)]);
    const checkpoint = await connection.checkpoint(plan, key, { signal });
    await record(
      incidentId,
      {
        type: 'step.checkpoint',
        ...ref,
        checkpointId: checkpoint.id,
        evidence: checkpoint.evidence,
        checkpoint: checkpoint.data,
      },
      WORKER,
    );
  }
  await record(incidentId, { type: 'step.intend', ...ref, key }, WORKER);
}
