import { phaseClocks } from './clocks';
import { ms } from './queries';
import type { IncidentState } from './state';
import type { Reminder } from './words';

/** People who hear nothing for this long ask again, or act on their own. */
const UPDATE_EVERY_MS = 20 * 60_000;
/** An incident that nobody has done anything about for this long may have nobody. */
const COMMAND_WITHIN_MS = 5 * 60_000;

export interface DueReminder {
  reminder: Reminder;
  /** Whole minutes since what is missed, or over the budget. */
  minutes: number;
}

/** What the room should be reminded of now. `now`: ISO 8601, database time. Each comes again only when its cause does. */
export function dueReminders(state: IncidentState, now: string): DueReminder[] {
  if (state.status !== 'open') return [];
  return [noUpdate(state, now), overBudget(state, now), nobodyCommands(state, now)].filter((due) => due !== null);
}

const sinceMs = (at: string, now: string): number => ms(now) - ms(at);
const minutesOf = (durationMs: number): number => Math.floor(durationMs / 60_000);

/** From the start message until the end message, every twenty minutes without a word. */
function noUpdate(state: IncidentState, now: string): DueReminder | null {
  const last = state.messages.at(-1);
  if (last === undefined || state.messages.some(({ kind }) => kind === 'end')) return null;
  const quietMs = sinceMs(last.at, now);
  const remindedAt = state.reminders.no_update;
  const reminded = remindedAt !== undefined && sinceMs(remindedAt, now) < UPDATE_EVERY_MS;
  return quietMs < UPDATE_EVERY_MS || reminded ? null : { reminder: 'no_update', minutes: minutesOf(quietMs) };
}

/** Once in each stay in a phase. */
function overBudget(state: IncidentState, now: string): DueReminder | null {
  const clock = phaseClocks(state, now).find(({ running }) => running);
  const enteredAt = state.visits.at(-1)?.enteredAt;
  if (!clock || clock.overMs <= 0 || enteredAt === undefined) return null;
  const remindedAt = state.reminders.phase_over_budget;
  const reminded = remindedAt !== undefined && ms(remindedAt) >= ms(enteredAt);
  return reminded ? null : { reminder: 'phase_over_budget', minutes: minutesOf(clock.overMs) };
}

/** Once: declared, and then nothing. */
function nobodyCommands(state: IncidentState, now: string): DueReminder | null {
  const untouched = state.phase === 'evaluation' && state.decision === null && state.plan === null;
  const quietMs = sinceMs(state.declaredAt, now);
  if (!untouched || quietMs < COMMAND_WITHIN_MS || state.reminders.nobody_commands !== undefined) return null;
  return { reminder: 'nobody_commands', minutes: minutesOf(quietMs) };
}
