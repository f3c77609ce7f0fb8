import { refusal } from '../policy';
import type { CommandHandlers } from './handlers';

export const evaluationCommands = {
  'question.answer': (state, { question, answer, note }) => {
    const known = state.answers[question];
    return known?.answer === answer && known.note === note
      ? []
      : [{ type: 'question.answered', data: { question, answer, note } }];
  },
  'checklist.tick': (state, { item, done }) =>
    (state.checklist[item]?.done ?? false) === done ? [] : [{ type: 'checklist.ticked', data: { item, done } }],
  'decision.take': (state, { decision, reason, target }) => {
    const known = state.service.components.some(({ id }) => id === target?.componentId);
    if (target && !known) return refusal('component_unknown');
    return [{ type: 'decision.taken', data: { decision, reason, ...(target ? { target } : {}) } }];
  },
} satisfies Partial<CommandHandlers>;
