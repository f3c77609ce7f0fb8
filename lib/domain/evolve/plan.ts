import type { Plan } from '../facts';
import type { PlanState } from '../state';
import type { EventHandlers } from './handlers';

/** Everything that a plan asks its reader to accept, as comparable strings. */
function caveats(plan: Plan): string[] {
  return plan.steps.flatMap((step) => [
    ...step.doubts.map((doubt) => `${step.componentId} doubt ${doubt}`),
    ...step.warnings.map((warning) => `${step.componentId} warning ${warning.code} ${warning.text}`),
  ]);
}

/**
 * A refreshed plan with the same hash is the same plan: what was approved stays approved, and its author stays
 * its author. An acknowledgement survives only when nothing was added to what it covered.
 */
function succeed(previous: PlanState | null, plan: Plan, by: { id: string; name: string }): PlanState {
  if (previous?.hash !== plan.hash) {
    return { ...plan, preparedBy: by.name, preparedById: by.id, acknowledged: null, approved: null };
  }
  const known = new Set(caveats(previous));
  const covered = caveats(plan).every((caveat) => known.has(caveat));
  const { preparedBy, preparedById, approved } = previous;
  return { ...plan, preparedBy, preparedById, approved, acknowledged: covered ? previous.acknowledged : null };
}

export const planHandlers = {
  'plan.prepared': (state, data, { actor }) => {
    const id = actor.kind === 'person' ? actor.id : `system:${actor.name}`;
    return { ...state, plan: succeed(state.plan, data.plan, { id, name: actor.name }) };
  },
  'plan.acknowledged': (state, data, { at, by }) =>
    state.plan?.hash === data.hash ? { ...state, plan: { ...state.plan, acknowledged: { by, at } } } : state,
  'plan.approved': (state, data, { at, actor }) =>
    state.plan?.hash === data.hash && actor.kind === 'person'
      ? { ...state, plan: { ...state.plan, approved: { by: { id: actor.id, name: actor.name }, at } } }
      : state,
} satisfies Partial<EventHandlers>;
