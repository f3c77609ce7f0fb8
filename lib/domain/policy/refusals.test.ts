import { describe, expect, it } from 'vitest';
import en from '@/lib/i18n/messages/en/refusal.json';
import fr from '@/lib/i18n/messages/fr/refusal.json';
import { REFUSALS } from './refusals';

describe.each([
  ['English', en],
  ['French', fr],
])('refusals in %s', (_name, sentences: Record<string, string>) => {
  it('are all there, and no other', () => {
    expect(Object.keys(sentences).sort()).toEqual([...REFUSALS].sort());
  });

  it.each(Object.entries(sentences))('%s says what happened and what to do next', (_code, sentence) => {
    expect(sentence.replaceAll('{reason}', 'x.')).toMatch(/[.:].+\.$/s);
    expect(sentence).not.toMatch(/!|'/);
  });
});
