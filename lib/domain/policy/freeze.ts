import type { Refusal } from '../context';
import type { CommandOf, GateContext } from './gate';
import { breaks } from './glass';
import { refusal } from './refusals';

/**
 * A change freeze lets the commander of an urgent incident through, on record (argoproj/argo-cd#29558). Way through for
 * the others: break-glass, with a reason.
 */
export function notFrozen({ state, freeze }: GateContext, args: Partial<CommandOf<'run.start'>>): Refusal | null {
  if (freeze === null || state.class === 'urgent' || breaks(args, 'freeze')) return null;
  return refusal('frozen', { until: freeze.until, reason: freeze.reason });
}
