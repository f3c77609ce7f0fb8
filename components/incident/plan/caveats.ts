import type { Plan, PlanStep } from '@/lib/domain/facts';

/** How many things of a plan its reader must accept, once for all of them. */
export function caveatCount(plan: Plan): number {
  return plan.steps.reduce(
    (sum, { doubts, warnings, losses }) => sum + doubts.length + warnings.length + losses.length,
    0,
  );
}

export const hasCaveats = (plan: Plan): boolean => caveatCount(plan) > 0;

/** Codes of warnings that are as heavy as touching data: what others hold is rewritten. */
const HEAVY: ReadonlySet<string> = new Set(['history_rewritten']);

/** Steps whose component must be named by typing: confirmation is proportionate, a code rollback is one press. */
export function stepsToName(plan: Plan): PlanStep[] {
  return plan.steps.filter((step) => step.touchesData || step.warnings.some(({ code }) => HEAVY.has(code)));
}

export interface Drift {
  component: string;
  before: string;
  now: string;
}

/** What moved on the platform between two plans for the same targets. */
export function driftBetween(before: Plan, now: Plan): Drift[] {
  return now.steps.flatMap((step) => {
    const earlier = before.steps.find(
      ({ componentId, action }) => componentId === step.componentId && action === step.action,
    );
    return earlier && earlier.from.id !== step.from.id
      ? [{ component: step.componentName, before: earlier.from.label, now: step.from.label }]
      : [];
  });
}
