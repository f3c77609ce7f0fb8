import { createTranslator, type Messages } from 'next-intl';
import type { Locale } from '@/lib/domain/words';
import { loadMessages } from '@/lib/i18n/messages';
import type { Change } from './diff';
import type { Mistake } from './mistake';

export interface CatalogueWords {
  /** A sentence of `catalogue.cli`. */
  say(key: string, params?: Record<string, string | number>): string;
  mistake(mistake: Mistake): string;
  change(change: Change): string;
  /** A change that was made, on the page of its service. */
  done(change: Change): string;
}

/** What an import found or would do, in words: `12:7 services[0].checks[1].kind: no kind is called …`. */
export async function catalogueWords(locale: Locale): Promise<CatalogueWords> {
  const messages = (await loadMessages(locale)).catalogue as Messages;
  const t = createTranslator<Messages>({ locale, messages });
  const say = (key: string, params: Record<string, string | number> = {}) => t(key, params);
  return {
    say: (key, params) => say(`cli.${key}`, params),
    mistake: ({ line, column, path, code, params }) =>
      `${line}:${column} ${path ? `${path}: ` : ''}${say(`mistake.${code}`, params)}`,
    done: ({ action, subject, name, fields }) => {
      const text = say('change.done', { action, subject, name });
      return fields.length > 0 ? say('change.fields', { line: text, fields: fields.join(', ') }) : text;
    },
    change: ({ action, subject, service, name, fields }) => {
      const text = say('change.line', { action, subject, service, name });
      return fields.length > 0 ? say('change.fields', { line: text, fields: fields.join(', ') }) : text;
    },
  };
}
