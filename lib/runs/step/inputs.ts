import type { PlanStep } from '@/lib/domain/facts';
import { givenBy, withOutputs } from '@/lib/domain/flow';
import type { RunState } from '@/lib/domain/state';
import type { Connection } from '@/lib/providers/contract';
import { ProviderError } from '@/lib/providers/error';

const READ_DEADLINE_MS = 15_000;

/**
 * What a provider needs to write. Of a step that takes an earlier one back, it comes from that one's checkpoint, which is
 * how things were at the last moment before. Throws ProviderError.
 */
export async function writeOf(
  connection: Connection,
  write: Record<string, unknown>,
  planStep: PlanStep,
  { run, signal }: { run: RunState | null; signal: AbortSignal },
): Promise<Record<string, unknown>> {
  const { bringsBack, componentName } = planStep;
  if (bringsBack === undefined) return withInputs(write, planStep, run);
  const checkpoint = run?.steps.find(({ id }) => id === bringsBack)?.checkpoint;
  if (!checkpoint || !connection.restore)
    throw new ProviderError(
      'invalid_target',
      `How many of ${componentName} ran before was not kept: bring it back by hand, then skip this step.`,
    );
  const deadline = AbortSignal.timeout(READ_DEADLINE_MS);
  return (await connection.restore(checkpoint, { signal: AbortSignal.any([signal, deadline]) })).write;
}

/**
 * The same with what earlier steps of this run have given in the place of its placeholders. Error:
 * `invalid_target` when one of them has not given it, as after it was skipped.
 */
function withInputs(
  write: Record<string, unknown>,
  { componentName, inputs = [] }: PlanStep,
  run: RunState | null,
): Record<string, unknown> {
  if (inputs.length === 0) return write;
  return withOutputs(write, ({ componentId, output }) => {
    const input = inputs.find((one) => one.componentId === componentId && one.output === output);
    const value = givenBy(
      run?.steps.find(({ id }) => id === input?.stepId),
      output,
    );
    if (value !== null) return value;
    const source = input?.componentName ?? 'an earlier step';
    throw new ProviderError(
      'invalid_target',
      `${componentName} takes the ${output} of ${source}, whose step has not given it: finish that step, or skip this one.`,
    );
  });
}
