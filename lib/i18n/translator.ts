import { createTranslator } from 'next-intl';
import type { Translate } from '@/lib/domain/translate';
import type { Locale } from '@/lib/domain/words';
import type { Namespace } from './messages';

/** Sentences by full key for texts that are written once and kept (messages, post-mortem, plan B), whatever the page's language. */
export async function translatorFor(locale: Locale, namespaces: readonly Namespace[]): Promise<Translate> {
  const entries = await Promise.all(
    namespaces.map(async (namespace) => {
      const file = (await import(`./messages/${locale}/${namespace}.json`)) as { default: Record<string, unknown> };
      return [namespace, file.default] as const;
    }),
  );
  const t = createTranslator({ locale, messages: Object.fromEntries(entries), timeZone: 'UTC' });
  return (key, params) => t(key as never, params as never);
}
