import type { Refusal } from '../context';
import type { PlanStep } from '../facts';
import type { IncidentState } from '../state';
import type { CommandOf, GateContext } from './gate';
import { refusal } from './refusals';

/** Revisions that runs of this incident put the component on: the targets, and what the platform made on the way (a revert's commit). */
function ownRevisions(state: IncidentState, componentId: string): Set<string> {
  const runs = state.run ? [...state.pastRuns, state.run] : state.pastRuns;
  const revisions = runs.flatMap((run) =>
    run.targets
      .filter((target) => target.componentId === componentId)
      .flatMap((target) => {
        const step = run.steps.find(({ id }) => id === target.stepId);
        if (!step?.operation && !step?.convergedAt) return [];
        return [target.to.id, step.operation?.id, ...Object.values(step.operation?.data ?? {})];
      }),
  );
  return new Set(revisions.filter((revision) => typeof revision === 'string'));
}

/** Whether an automation moved since the plan is the provider's to say, before it writes. */
function isStale(state: IncidentState, step: PlanStep, current: string | undefined): boolean {
  if (step.action) return false;
  if (current === undefined) return true;
  if (current === step.from.id || current === step.to.id) return false;
  return !ownRevisions(state, step.componentId).has(current);
}

/**
 * Rule 5: a stale plan does not start. What this incident's runs changed, or what is already at its target, is not
 * stale. Way through: the plan is prepared again, and one press continues to the same target.
 */
export function planFresh({ state }: GateContext, args: Partial<CommandOf<'run.start'>>): Refusal | null {
  const { plan } = state;
  if (plan === null) return null;
  if (args.hash !== undefined && args.hash !== plan.hash) {
    return refusal('stale_plan', { component: plan.steps[0]?.componentName ?? '' });
  }
  const { current } = args;
  if (current === undefined) return null;
  const read = new Map(Object.entries(current));
  const stale = plan.steps.find((step) => isStale(state, step, read.get(step.componentId)));
  return stale ? refusal('stale_plan', { component: stale.componentName }) : null;
}
