import { createTranslator } from 'next-intl';
import type { Translate } from '@/lib/domain/translate';
import type { Locale } from '@/lib/domain/words';

/** The words of messages in a language, whatever the page's: read when a message is about to be written. */
export async function messageWords(locale: Locale): Promise<Translate> {
  const [message, postmortem, provider] = await Promise.all([
    import(`@/lib/i18n/messages/${locale}/message.json`) as Promise<{ default: object }>,
    import(`@/lib/i18n/messages/${locale}/postmortem.json`) as Promise<{ default: object }>,
    import(`@/lib/i18n/messages/${locale}/provider.json`) as Promise<{ default: object }>,
  ]);
  const messages = { message: message.default, postmortem: postmortem.default, provider: provider.default };
  const t = createTranslator({ locale, messages: messages as never });
  return (key, params) => t(key as never, params as never);
}
