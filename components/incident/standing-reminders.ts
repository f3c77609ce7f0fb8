import { ms } from '@/lib/domain/queries';
import type { IncidentState } from '@/lib/domain/state';

/** What Repli reminded of and what has not been done since. */
export interface Standing {
  /** Since when nobody was told anything, ISO 8601. */
  noUpdateSince: string | null;
  /** Nothing has been done since the declaration. */
  nobodyCommands: boolean;
  /** The present stay in the phase was pointed out as too long at this time, ISO 8601. */
  overBudgetAt: string | null;
}

export function standingReminders(state: IncidentState): Standing {
  const { reminders, messages, status, phase, decision, plan, visits } = state;
  if (status !== 'open') return { noUpdateSince: null, nobodyCommands: false, overBudgetAt: null };
  const after = (at: string | undefined, earlier: string | undefined): string | null =>
    at !== undefined && earlier !== undefined && ms(at) >= ms(earlier) ? at : null;
  const last = messages.at(-1);
  const told = last?.kind === 'end' ? undefined : last?.at;
  return {
    noUpdateSince: after(reminders.no_update, told) && (told ?? null),
    nobodyCommands: reminders.nobody_commands !== undefined && phase === 'evaluation' && !decision && !plan,
    overBudgetAt: after(reminders.phase_over_budget, visits.at(-1)?.enteredAt),
  };
}
