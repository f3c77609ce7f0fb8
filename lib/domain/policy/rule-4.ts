import type { Refusal } from '../context';
import type { PlanStep } from '../facts';
import type { IncidentState } from '../state';
import type { Doubt } from '../words';
import type { GateContext } from './gate';
import { refusal } from './refusals';

/** What speaks against a step's target: what the planner found, and what this incident learned since. */
export function doubtsOf(state: IncidentState, step: PlanStep): Doubt[] {
  const failed = state.failedTargets.some(
    (target) => target.componentId === step.componentId && target.revisionId === step.to.id,
  );
  return failed ? [...new Set<Doubt>([...step.doubts, 'failed_in_incident'])] : step.doubts;
}

/** Rule 4: a doubtful target is acknowledged, all warnings of a plan together, once. Way through: acknowledge it. */
export function doubtsAcknowledged({ state }: GateContext): Refusal | null {
  if (state.plan === null || state.plan.acknowledged !== null) return null;
  const doubtful = state.plan.steps.find((step) => doubtsOf(state, step).length > 0 || step.warnings.length > 0);
  return doubtful ? refusal('warnings_unacknowledged', { component: doubtful.componentName }) : null;
}
