import { describe, expect, it } from 'vitest';
import { recommend } from './recommendation';
import type { IncidentState } from './state';
import { type Answer, QUESTIONS, type Question } from './words';

type Given = Pick<IncidentState, 'answers' | 'class' | 'symptoms'>;

function given(answers: Partial<Record<Question, Answer>>, rest: Partial<Given> = {}): Given {
  const entries = Object.entries(answers).map(([question, answer]) => [
    question,
    { answer, note: '', by: 'Léa', at: '' },
  ]);
  return { answers: Object.fromEntries(entries), class: 'planned', symptoms: [], ...rest };
}

const allNo = Object.fromEntries(QUESTIONS.map((question) => [question, 'no'])) as Record<Question, Answer>;

describe('recommend', () => {
  it.each(QUESTIONS)('speaks for fixing forward when %s is answered with yes, however urgent', (question) => {
    const answers = given({ ...allNo, [question]: 'yes' }, { class: 'urgent' });
    expect(recommend(answers)).toEqual({ advice: 'fix_forward', reasons: [question] });
  });

  it('speaks for going back when nothing speaks against it', () => {
    expect(recommend(given(allNo))).toEqual({ advice: 'rollback', reasons: ['all_answered_no'] });
  });

  it('waits for the answers, except when urgent', () => {
    expect(recommend(given({ ...allNo, loses_data: 'unknown' })).advice).toBe('unsure');
    expect(recommend(given({}, { class: 'urgent' }))).toEqual({ advice: 'rollback', reasons: ['urgent_first'] });
  });

  it('asks about damaged data first, even when urgent', () => {
    const damaged = { class: 'urgent', symptoms: ['data_damaged'] } as const;
    expect(recommend(given({}, { ...damaged, symptoms: ['data_damaged'] })).advice).toBe('unsure');
    expect(recommend(given({ data_not_code: 'no' }, { ...damaged, symptoms: ['data_damaged'] })).advice).toBe(
      'rollback',
    );
  });
});
