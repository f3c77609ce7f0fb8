import type { Refusal } from '../context';
import { activeRun, ms } from '../queries';
import type { CommandOf, GateContext } from './gate';
import { refusal } from './refusals';

/** A worker that has not been heard of for this long after its claim ended is gone. */
const STUCK_AFTER_MS = 30_000;

/** Rule 6: one run at a time on a real thing, across services and incidents. Way through: `mayTakeOver`. */
export function resourcesFree({ holders }: GateContext): Refusal | null {
  const holder = holders[0];
  return holder ? refusal('resource_locked', { number: holder.incidentNumber, resource: holder.resourceKey }) : null;
}

/** The commander of an urgent incident takes over a paused or stuck run, never a running one. */
export function mayTakeOver(context: GateContext, args: Partial<CommandOf<'run.release'>>): Refusal | null {
  const { state, asker, claim, now } = context;
  if (args.byClass !== 'urgent') return refusal('take_over_not_urgent');
  if (asker.kind !== 'person' || !(asker.admin || (asker.contributes && asker.id === args.byCommanderId))) {
    return refusal('take_over_not_commander');
  }
  const run = activeRun(state);
  if (run === null || run.id !== args.runId || args.byIncidentId === state.incidentId) return refusal('run_unknown');
  const heardOf = claim ? ms(claim.expiresAt) : ms(run.startedAt);
  const stuck = ms(now) - heardOf > STUCK_AFTER_MS;
  return run.status === 'paused' || stuck ? null : refusal('take_over_running', { number: state.number });
}
