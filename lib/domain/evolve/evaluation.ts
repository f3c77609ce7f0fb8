import type { EventHandlers } from './handlers';
import { followDecision } from './phase';

export const evaluationHandlers = {
  'question.answered': (state, data, { at, by }) => ({
    ...state,
    answers: { ...state.answers, [data.question]: { answer: data.answer, note: data.note, by, at } },
  }),
  'checklist.ticked': (state, data, { at, by }) => ({
    ...state,
    checklist: { ...state.checklist, [data.item]: { done: data.done, by, at } },
  }),
  'decision.taken': (state, data, { at, by }) => {
    const decision = {
      decision: data.decision,
      reason: data.reason,
      by,
      at,
      ...(data.target ? { target: data.target } : {}),
    };
    return followDecision({ ...state, decision }, at);
  },
} satisfies Partial<EventHandlers>;
