import type { IncidentState } from './state';
import { QUESTIONS, type Question } from './words';

export type Advice = 'rollback' | 'fix_forward' | 'unsure';

/** A question that speaks for the advice, or a circumstance; sentences under `message.advice.*`. */
export type AdviceReason = Question | 'all_answered_no' | 'urgent_first' | 'unanswered' | 'data_damaged';

export interface Recommendation {
  advice: Advice;
  reasons: AdviceReason[];
}

/**
 * What the four questions of the procedures advise. A "yes" to any speaks against going back. In an urgent incident
 * open questions do not: a rollback is worth being quick, and the cause is looked for afterwards; unless data is
 * damaged, which no rollback of code repairs.
 */
export function recommend(state: Pick<IncidentState, 'answers' | 'class' | 'symptoms'>): Recommendation {
  const against = QUESTIONS.filter((question) => state.answers[question]?.answer === 'yes');
  if (against.length > 0) return { advice: 'fix_forward', reasons: against };
  if (QUESTIONS.every((question) => state.answers[question]?.answer === 'no')) {
    return { advice: 'rollback', reasons: ['all_answered_no'] };
  }
  const cleared = state.answers.data_not_code?.answer === 'no';
  if (state.symptoms.includes('data_damaged') && !cleared) {
    return { advice: 'unsure', reasons: ['data_damaged', 'unanswered'] };
  }
  if (state.class === 'urgent') return { advice: 'rollback', reasons: ['urgent_first'] };
  return { advice: 'unsure', reasons: ['unanswered'] };
}
