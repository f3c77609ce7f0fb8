import type { PlanStep } from './facts';
import type { RunState, StepState } from './state';

/** Stands in a target for what an earlier step of the plan will give: `${<component id>.<output>}`. */
const PLACEHOLDER = /\$\{([\w-]+)\.(\w+)\}/g;

/** Something that a step gives to those after it, such as the address of a restored database. */
export interface Output {
  componentId: string;
  output: string;
}

export const placeholderOf = ({ componentId, output }: Output): string => `\${${componentId}.${output}}`;

/** What a target takes from earlier steps. */
export function outputsIn(revisionId: string): Output[] {
  return [...revisionId.matchAll(PLACEHOLDER)].map(([, componentId = '', output = '']) => ({ componentId, output }));
}

/** A copy of a JSON value in which `replace` has its say about every placeholder in a text. */
export function withOutputs<T>(value: T, replace: (output: Output) => string): T {
  if (typeof value === 'string')
    return value.replace(PLACEHOLDER, (_all, componentId: string, output: string) =>
      replace({ componentId, output }),
    ) as T;
  if (Array.isArray(value)) return value.map((inner) => withOutputs(inner, replace)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withOutputs(inner, replace)])) as T;
}

/** What a step has given: known from the moment that its platform has settled. */
export function givenBy(step: StepState | undefined, output: string): string | null {
  if (!step?.convergedAt || step.status === 'undone') return null;
  const value = step.operation?.data[output];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

/** Where a plan stands in its middle: one step has given what another one has not taken. */
export interface Gap {
  output: string;
  value: string;
  source: string;
  consumer: string;
}

/** The first gap of a run that stands still; null when nothing that was given is left untaken. */
export function gapOf(run: RunState, steps: readonly PlanStep[]): Gap | null {
  if (run.status !== 'paused' && run.status !== 'aborted') return null;
  for (const { id, componentName: consumer, inputs = [] } of steps) {
    if (run.steps.find((step) => step.id === id)?.convergedAt) continue;
    for (const { stepId, componentName: source, output } of inputs) {
      const value = givenBy(
        run.steps.find((step) => step.id === stepId),
        output,
      );
      if (value !== null) return { output, value, source, consumer };
    }
  }
  return null;
}
