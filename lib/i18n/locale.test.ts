import { describe, expect, it } from 'vitest';
import { pickLocale } from './locale';

describe('pickLocale', () => {
  it('takes the cookie first', () => expect(pickLocale('fr', 'en')).toBe('fr'));
  it('ignores a cookie with a language that we do not speak', () => expect(pickLocale('de', 'fr-FR,fr')).toBe('fr'));
  it('takes the best weighted language that we speak', () =>
    expect(pickLocale(undefined, 'de, en;q=0.5, fr-CA;q=0.8')).toBe('fr'));
  it('skips a refused language', () => expect(pickLocale(undefined, 'fr;q=0, en;q=0.1')).toBe('en'));
  it('falls back to English', () => {
    expect(pickLocale(undefined, null)).toBe('en');
    expect(pickLocale(undefined, 'pt-BR')).toBe('en');
  });
});
