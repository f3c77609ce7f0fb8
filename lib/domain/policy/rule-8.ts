import type { Refusal } from '../context';
import type { GateContext } from './gate';
import { refusal } from './refusals';

/** Rule 8: what the rollback will not undo is listed and acknowledged with the warnings. Way through: acknowledge it. */
export function lossesAcknowledged({ state }: GateContext): Refusal | null {
  if (state.plan === null || state.plan.acknowledged !== null) return null;
  const losing = state.plan.steps.find((step) => step.losses.length > 0);
  return losing ? refusal('losses_unacknowledged', { component: losing.componentName }) : null;
}
