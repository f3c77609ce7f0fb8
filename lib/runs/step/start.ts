import { mayWrite } from '../claim';
import { Refused, record, WORKER } from '../record';
import type { StepContext } from '../step-context';

const CALL_DEADLINE_MS = 60_000;

/** The write, check-then-act: the provider finds what an earlier attempt with this key did before it writes. */
export async function startStep(context: StepContext): Promise<void> {
  const { incidentId, runId, claim, step, plan, connection, key } = context;
  if (!(await mayWrite(claim))) throw new Refused('fenced');
  const signal = AbortSignal.any([context.signal, AbortSignal.timeout(CALL_DEADLINE_MS)]);
  const operation = await connection.start(plan, key, { signal, retriedAt: step.retriedAt });
  await record(
    incidentId,
    {
      type: 'step.request',
      runId,
      fence: claim.fence,
      stepId: step.id,
      operationId: operation.id,
      evidence: operation.evidence,
      operation: operation.data,
    },
    WORKER,
  );
}
