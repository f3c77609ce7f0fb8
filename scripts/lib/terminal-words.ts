import { createTranslator, type Messages } from 'next-intl';
import { loadMessages, type Namespace } from '@/lib/i18n/messages';
import { terminalLocale } from './open-database';

/** The sentences of one namespace in the language of the person at the terminal. */
export async function terminalWords(namespace: Namespace) {
  const locale = terminalLocale();
  const messages = (await loadMessages(locale))[namespace] as Messages;
  const t = createTranslator<Messages>({ locale, messages });
  return (key: string, params: Record<string, string | number> = {}): string => t(key, params);
}
