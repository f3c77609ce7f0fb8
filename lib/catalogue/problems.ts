import { createTranslator, type Messages } from 'next-intl';
import { z } from 'zod';
import type { FieldProblem } from '@/lib/domain/form';
import type { Locale } from '@/lib/domain/words';
import { loadMessages } from '@/lib/i18n/messages';
import { settingWords } from './form/words';
import { type Finding, pathText } from './mistake';

/** zod's sentences in the reader's language; English needs none. */
export const parsingIn = (locale: Locale): { error?: z.core.$ZodErrorMap } =>
  locale === 'fr' ? { error: z.locales.fr().localeError } : {};

/** Mistakes of one service as sentences at their fields. `depth` parts of each path lead to the service itself. */
export async function fieldProblems(
  findings: readonly Finding[],
  locale: Locale,
  depth: number,
): Promise<FieldProblem[]> {
  const words = await settingWords(locale);
  const { catalogue, editor } = await loadMessages(locale);
  const t = createTranslator<Messages>({ locale, messages: { ...catalogue, editor } as Messages });
  return findings.map(({ path, code, params = {} }) => {
    const message = code === 'invalid' ? words.objection(String(params.message)) : t(`mistake.${code}`, params);
    return { path: pathText(path.slice(depth)), message: code === 'missing' ? t('editor.missing') : message };
  });
}
