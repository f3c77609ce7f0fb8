import { refusal } from '../policy';
import type { CommandHandlers } from './handlers';

export const planCommands = {
  'plan.record': (state, { plan }) => {
    const components = new Set(state.service.components.map(({ id }) => id));
    if (plan.steps.some((step) => !components.has(step.componentId))) return refusal('component_unknown');
    const ids = new Set(plan.steps.map(({ id }) => id));
    return ids.size === plan.steps.length ? [{ type: 'plan.prepared', data: { plan } }] : refusal('id_taken');
  },
  'plan.acknowledge': (state) => {
    if (state.plan === null || state.plan.acknowledged !== null) return [];
    return [{ type: 'plan.acknowledged', data: { planId: state.plan.id, hash: state.plan.hash } }];
  },
  /** A second approval replaces the first: the commander who approved still needs somebody else. */
  'plan.approve': (state, _command, { actor }) => {
    const { plan } = state;
    if (plan === null || actor.kind !== 'person' || plan.approved?.by.id === actor.id) return [];
    return [{ type: 'plan.approved', data: { planId: plan.id, hash: plan.hash } }];
  },
} satisfies Partial<CommandHandlers>;
