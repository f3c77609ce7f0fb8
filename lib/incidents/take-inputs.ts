import { type Output, outputsIn, placeholderOf, withOutputs } from '@/lib/domain/flow';
import { ProviderError } from '@/lib/providers/error';
import type { PreparedStep } from './record-plan';

/**
 * Names the steps that a target's placeholders take from, and gives people names in their place: in the words of the plan
 * that of the component, in its commands a variable that a shell asks for. What the run fills in stays as it is. Error:
 * `invalid_target` when no earlier step gives what is taken.
 */
export function takeInputs(prepared: readonly PreparedStep[]): PreparedStep[] {
  return prepared.map((one) => {
    const outputs = outputsIn(one.step.to.id);
    if (outputs.length === 0) return one;
    const inputs = outputs.map((output) => sourceOf(output, one, prepared));
    const nameOf = ({ componentId, output }: Output) =>
      `${inputs.find((input) => input.componentId === componentId)?.componentName}.${output}`;
    const { to, summary, summaryParams, warnings, losses, followUps } = one.step;
    const words = { summary, ...(summaryParams ? { summaryParams } : {}), warnings, losses, followUps };
    const shown = withOutputs({ to: { ...to }, ...words }, nameOf);
    const { diff } = withOutputs({ diff: one.detail.diff }, nameOf);
    const commands = one.detail.commands.map((command) => askingFor(command, outputs, nameOf));
    return {
      step: { ...one.step, ...shown, to: { ...shown.to, id: to.id }, inputs },
      detail: { ...one.detail, diff, commands },
    };
  });
}

function sourceOf({ componentId, output }: Output, { step }: PreparedStep, all: readonly PreparedStep[]) {
  const source = all.find((one) => one.step.componentId === componentId && !one.step.action)?.step;
  if (source && (source.wave ?? 0) < (step.wave ?? 0))
    return { stepId: source.id, componentId, componentName: source.componentName, output };
  throw new ProviderError(
    'invalid_target',
    `${step.componentName} takes the ${output} of ${source?.componentName ?? 'another component'}, and no earlier step of this plan gives it: put that step before this one.`,
  );
}

/** `'${…}'` → `"${database_endpoint:?}"`: the shell ends with that name while nobody has set it. */
function askingFor(command: string, outputs: readonly Output[], nameOf: (output: Output) => string): string {
  return outputs.reduce((text, output) => {
    const variable = `"\${${nameOf(output).replace(/\W+/g, '_')}:?}"`;
    const placeholder = placeholderOf(output);
    return text.replaceAll(`'${placeholder}'`, variable).replaceAll(placeholder, variable);
  }, command);
}
