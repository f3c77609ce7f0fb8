import { activeRun, ms } from '@/lib/domain/queries';
import type { IncidentState, ObjectionState } from '@/lib/domain/state';

/** A start that was due this long ago and did not come needs a person. */
const LATE_MS = 20_000;

export type Asking =
  /** Nobody is asked about this plan. */
  | { kind: 'none' }
  | { kind: 'open'; objection: ObjectionState; leftMs: number; totalMs: number }
  /** The countdown is over: the run is about to start by itself. */
  | { kind: 'starting' }
  /** It should have started by itself and did not. */
  | { kind: 'late' }
  | { kind: 'raised'; raised: NonNullable<ObjectionState['raised']> };

/** Where the team's chance to object to the plan on the table stands. `nowMs`: database time. */
export function askingOf(state: IncidentState, nowMs: number): Asking {
  const { objection, plan, reminders } = state;
  if (!objection || !plan || objection.hash !== plan.hash || activeRun(state)) return { kind: 'none' };
  if (objection.raised) return { kind: 'raised', raised: objection.raised };
  const leftMs = ms(objection.until) - nowMs;
  if (leftMs > 0) return { kind: 'open', objection, leftMs, totalMs: ms(objection.until) - ms(objection.openedAt) };
  const refused = reminders.start_refused !== undefined && ms(reminders.start_refused) >= ms(objection.openedAt);
  return { kind: refused || leftMs < -LATE_MS ? 'late' : 'starting' };
}
