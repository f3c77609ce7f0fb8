import { deadlineClock, phaseClocks } from '@/lib/domain/clocks';
import type { IncidentState } from '@/lib/domain/state';
import type { CardClock } from '@/lib/domain/views';

/** An incident's two clocks, as what a card needs to let them tick by itself. Pure. */
export function cardClock(state: IncidentState): CardClock {
  const enteredAt = state.visits.findLast((visit) => visit.phase === state.phase)?.enteredAt ?? state.declaredAt;
  const before = phaseClocks(state, enteredAt).find(({ phase }) => phase === state.phase);
  const deadline = deadlineClock(state, enteredAt);
  const after = (ms: number) => new Date(Date.parse(state.declaredAt) + ms).toISOString();
  return {
    deadlineAt: after(deadline.budgetMs ?? 0),
    deadlineMetAt: deadline.running ? null : after(deadline.elapsedMs),
    phaseEnteredAt: enteredAt,
    phaseSpentMs: before?.elapsedMs ?? 0,
    phaseBudgetMs: before?.budgetMs ?? null,
  };
}
