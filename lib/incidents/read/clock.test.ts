import { describe, expect, it } from 'vitest';
import { fold } from '@/lib/domain/fold';
import type { IncidentState } from '@/lib/domain/state';
import { buildEvents, type RoomOptions } from '@/tests/setup/room/room';
import { cardClock } from './clock';

const stateOf = (options: RoomOptions): IncidentState => {
  const state = fold(buildEvents(options));
  if (!state) throw new Error('nothing was declared');
  return state;
};
const instant = (state: IncidentState, ms: number) => new Date(Date.parse(state.declaredAt) + ms).toISOString();

describe('cardClock', () => {
  it('puts the deadline of the class after the declaration', () => {
    const state = stateOf({ until: 'evaluation' });
    expect(cardClock(state)).toEqual({
      deadlineAt: instant(state, 15 * 60_000),
      deadlineMetAt: null,
      phaseEnteredAt: state.declaredAt,
      phaseSpentMs: 0,
      phaseBudgetMs: 120_000,
    });
  });

  it('counts earlier stays in the same phase', () => {
    const state = stateOf({ until: 'running', class: 'planned' });
    const visits = [
      { phase: 'evaluation' as const, enteredAt: state.declaredAt, leftAt: instant(state, 60_000) },
      { phase: 'execution' as const, enteredAt: instant(state, 60_000), leftAt: instant(state, 240_000) },
      { phase: 'verification' as const, enteredAt: instant(state, 240_000), leftAt: instant(state, 360_000) },
      { phase: 'execution' as const, enteredAt: instant(state, 360_000), leftAt: null },
    ];
    expect(cardClock({ ...state, phase: 'execution', visits })).toMatchObject({
      phaseEnteredAt: instant(state, 360_000),
      phaseSpentMs: 180_000,
      deadlineAt: instant(state, 3_600_000),
    });
  });

  it('stops the deadline once the danger is over, and gives the debrief no budget', () => {
    const state = stateOf({ until: 'debrief' });
    expect(cardClock(state)).toMatchObject({ deadlineMetAt: state.recovery?.at, phaseBudgetMs: null });
  });
});
