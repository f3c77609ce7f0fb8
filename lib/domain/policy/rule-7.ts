import type { Refusal } from '../context';
import type { IncidentState } from '../state';
import type { CommandOf, GateContext } from './gate';
import { breaks } from './glass';
import { refusal } from './refusals';

/** Planned and preventive runs, and steps that touch data; drills need none. */
export function needsSecondPerson(state: IncidentState): boolean {
  if (state.drill) return false;
  return state.class !== 'urgent' || (state.plan?.steps.some((step) => step.touchesData) ?? false);
}

/**
 * Rule 7: a second person, who neither prepared the plan nor starts it. Way through: break-glass, for urgent
 * incidents only; it holds for this one run.
 */
export function secondPerson(context: GateContext, args: Partial<CommandOf<'run.start'>>): Refusal | null {
  const { state, asker } = context;
  if (!needsSecondPerson(state)) return null;
  const approver = state.plan?.approved?.by.id;
  const independent = approver !== undefined && approver !== asker.id && approver !== state.plan?.preparedById;
  if (independent) return null;
  if (!breaks(args, 'second_person')) return refusal('second_person_missing');
  return state.class === 'urgent' ? null : refusal('glass_only_urgent');
}

/** Nobody approves what they prepared themselves. */
export function approverIndependent({ state, asker }: GateContext): Refusal | null {
  return state.plan !== null && asker.id === state.plan.preparedById ? refusal('approve_own_plan') : null;
}
