import type { Refusal } from '../context';
import { ms } from '../queries';
import type { IncidentState } from '../state';
import type { CommandOf, GateContext } from './gate';
import { breaks } from './glass';
import { refusal } from './refusals';

/** Urgent rollbacks of services that want it; the others have a second person (rule 7). */
export function asksTheTeam(state: IncidentState): boolean {
  return state.class === 'urgent' && state.settings.objectionMs !== undefined;
}

/** The team had its seconds to object to this very plan, and nobody did. Way through: break-glass, with a reason. */
export function teamAsked({ state, now }: GateContext, args: Partial<CommandOf<'run.start'>>): Refusal | null {
  if (!asksTheTeam(state) || breaks(args, 'objection')) return null;
  const { objection, plan } = state;
  if (objection === null || objection.hash !== plan?.hash) return refusal('team_not_asked');
  if (objection.raised)
    return refusal('objection_raised', { by: objection.raised.by, reason: objection.raised.reason });
  const leftMs = ms(objection.until) - ms(now);
  return leftMs > 0 ? refusal('objection_open', { seconds: Math.ceil(leftMs / 1000) }) : null;
}
