import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createTranslator } from 'next-intl';
import type { Translate } from '@/lib/domain/translate';
import type { Locale } from '@/lib/domain/words';

const FOLDER = path.resolve(import.meta.dirname, '../../../lib/i18n/messages');

function allMessages(locale: Locale): Record<string, unknown> {
  const files = readdirSync(path.join(FOLDER, locale));
  return Object.fromEntries(
    files.map((file) => [
      file.replace(/\.json$/, ''),
      JSON.parse(readFileSync(path.join(FOLDER, locale, file), 'utf8')),
    ]),
  );
}

/** The real messages in one language; a missing key or parameter throws. */
export function strictTranslator(locale: Locale): Translate {
  const onError = (error: Error) => {
    throw error;
  };
  const t = createTranslator({ locale, messages: allMessages(locale), timeZone: 'UTC', onError });
  return (key, params) => t(key as never, params as never);
}
