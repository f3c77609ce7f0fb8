import type { PlanStep } from '@/lib/domain/facts';
import { givenBy, withOutputs } from '@/lib/domain/flow';
import type { RunState } from '@/lib/domain/state';
import { ProviderError } from '@/lib/providers/error';

/**
 * What a provider needs to write, with what earlier steps of this run have given in the place of its placeholders. Error:
 * `invalid_target` when one of them has not given it, as after it was skipped.
 */
export function withInputs(
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
