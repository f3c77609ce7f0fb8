import type { Tone } from '@/components/ui/status';
import type { OpenIncident } from '@/lib/domain/views';

interface Figure {
  ms: number;
  tone: Tone;
}

/** Time spent in the phase: over its budget it turns to warn, past one and a half of it to danger. */
export function inPhase({ clock }: OpenIncident, now: number): Figure {
  const ms = clock.phaseSpentMs + Math.max(0, now - Date.parse(clock.phaseEnteredAt));
  const budgetMs = clock.phaseBudgetMs ?? Number.POSITIVE_INFINITY;
  return { ms, tone: ms <= budgetMs ? 'neutral' : ms > budgetMs * 1.5 ? 'danger' : 'warn' };
}

/** Time left before the deadline, negative past it. The last fifth of what the class gives is a warning. */
export function untilDeadline({ declaredAt, clock }: OpenIncident, now: number): Figure {
  const deadline = Date.parse(clock.deadlineAt);
  const ms = deadline - (clock.deadlineMetAt ? Date.parse(clock.deadlineMetAt) : now);
  if (clock.deadlineMetAt) return { ms, tone: 'neutral' };
  if (ms < 0) return { ms, tone: 'danger' };
  return { ms, tone: ms < (deadline - Date.parse(declaredAt)) / 5 ? 'warn' : 'neutral' };
}
