import { ms } from './queries';
import type { IncidentState, Visit } from './state';
import { PHASES, type Phase } from './words';

/** `warn` from the budget on, `danger` from half as much again. */
export type ClockLevel = 'ok' | 'warn' | 'danger';

export interface Clock {
  elapsedMs: number;
  /** Null where there is no budget: the debrief. */
  budgetMs: number | null;
  overMs: number;
  level: ClockLevel;
  running: boolean;
}

export interface PhaseClock extends Clock {
  phase: Phase;
  /** Stays so far; 0 for a phase that was not reached. A failed verification makes a phase be visited twice. */
  visits: number;
}

/** All five phases in order, each with the time of all its stays. `now`: ISO 8601, database time. */
export function phaseClocks(state: IncidentState, now: string): PhaseClock[] {
  return PHASES.map((phase) => {
    const visits = state.visits.filter((visit) => visit.phase === phase);
    const elapsedMs = visits.reduce((sum, visit) => sum + durationMs(visit, now), 0);
    const running = visits.some((visit) => visit.leftAt === null);
    return { phase, visits: visits.length, ...clock(elapsedMs, budgetOf(state, phase), running) };
  });
}

/** Time from declaration to recovery (or whatever ended the danger) against the deadline of the class. */
export function deadlineClock(state: IncidentState, now: string): Clock & { remainingMs: number } {
  const endedAt = state.recovery?.at ?? debriefSince(state) ?? state.closedAt;
  const budgetMs = state.settings.classDeadlineMs[state.class];
  const elapsedMs = Math.max(0, ms(endedAt ?? now) - ms(state.declaredAt));
  return { ...clock(elapsedMs, budgetMs, endedAt === null), remainingMs: Math.max(0, budgetMs - elapsedMs) };
}

/**
 * How long the plan is expected to take: as the playbook says, else the slowest step of each wave together; null unless
 * something is known of every step.
 */
export function expectedMs(state: IncidentState): number | null {
  if (state.plan === null) return null;
  if (state.plan.playbook) return state.plan.playbook.expectMs;
  const waves = new Map<number, number>();
  for (const [index, { wave = index, estimateMs }] of state.plan.steps.entries()) {
    if (estimateMs === undefined) return null;
    waves.set(wave, Math.max(waves.get(wave) ?? 0, estimateMs));
  }
  return [...waves.values()].reduce((sum, waveMs) => sum + waveMs, 0);
}

/** A plan that is known to take longer than the budget gets the time that it is expected to take. */
function budgetOf(state: IncidentState, phase: Phase): number | null {
  if (phase === 'debrief') return null;
  const budgetMs = state.settings.phaseBudgetMs[phase];
  return phase === 'execution' ? Math.max(budgetMs, expectedMs(state) ?? 0) : budgetMs;
}

function debriefSince(state: IncidentState): string | null {
  return state.phase === 'debrief' ? (state.visits.at(-1)?.enteredAt ?? null) : null;
}

function durationMs(visit: Visit, now: string): number {
  return Math.max(0, ms(visit.leftAt ?? now) - ms(visit.enteredAt));
}

function clock(elapsedMs: number, budgetMs: number | null, running: boolean): Clock {
  if (budgetMs === null) return { elapsedMs, budgetMs, overMs: 0, level: 'ok', running };
  const overMs = Math.max(0, elapsedMs - budgetMs);
  const level = overMs === 0 ? 'ok' : overMs < budgetMs / 2 ? 'warn' : 'danger';
  return { elapsedMs, budgetMs, overMs, level, running };
}
