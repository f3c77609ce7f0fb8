import en from '@/lib/i18n/messages/en/lab.json';
import fr from '@/lib/i18n/messages/fr/lab.json';

export type Words = typeof en;

const WORDS: Record<'en' | 'fr', Words> = { en, fr };

/** The lab's own sentences in the first language of an Accept-Language header or a LANG variable. */
export function wordsFor(languages: string | undefined): { locale: 'en' | 'fr'; words: Words } {
  const locale = /^\s*fr\b/i.test((languages ?? '').replace('_', '-')) ? 'fr' : 'en';
  return { locale, words: WORDS[locale] };
}

/** Puts values into `{name}`. */
export function fill(sentence: string, values: Record<string, string>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
