import { ProviderError } from '@/lib/providers/error';
import { record, WORKER } from '../record';
import type { StepContext } from '../step-context';
import { saveProgress } from './progress';

/** Follows the platform until it has settled on the target. Progress is ephemeral; only convergence is an event. */
export async function watchStep(context: StepContext): Promise<void> {
  const { incidentId, runId, claim, step, plan, connection, leftMs } = context;
  if (!step.operation)
    throw new ProviderError('failed', 'The step was requested without an operation to follow: retry it.');
  const late = new ProviderError(
    'timeout',
    `${context.planStep.componentName} did not settle on ${plan.to.label} in time: look at its platform, then retry, skip or abort.`,
    { retryable: false },
  );
  if (leftMs <= 0) throw late;
  const deadline = AbortSignal.timeout(Math.ceil(leftMs));
  try {
    const signal = AbortSignal.any([context.signal, deadline]);
    for await (const progress of connection.watch(step.operation, plan, { signal })) {
      if (progress.kind === 'converged') {
        const { evidence } = progress;
        const ref = { runId, fence: claim.fence, stepId: step.id };
        await record(incidentId, { type: 'step.converge', ...ref, evidence }, WORKER);
        return;
      }
      await saveProgress(context, step.id, progress);
    }
  } catch (cause) {
    throw deadline.aborted && cause instanceof ProviderError ? late : cause;
  }
  throw new ProviderError('unavailable', 'The platform stopped answering before it settled: Repli asks again.');
}
