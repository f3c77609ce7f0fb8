'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useCallback } from 'react';

type Params = Record<string, string | number>;

/** The sentence of a refusal or an error code, in the reader's language; provider errors bring their own words. */
export function useSentence(): (code: string, params?: Params, message?: string) => string {
  const refusal = useTranslations('refusal');
  const own = useTranslations('room.error');
  const format = useFormatter();
  return useCallback(
    (code, params = {}, message) => {
      const filled: Params = { ...params };
      if (typeof filled.until === 'string') {
        filled.until = format.dateTime(new Date(filled.until), { dateStyle: 'medium', timeStyle: 'short' });
      }
      if (own.has(code)) return own(code, { ...filled, message: message ?? '' });
      if (refusal.has(code)) return refusal(code, filled);
      return message ?? own('unexpected', { id: '' });
    },
    [refusal, own, format],
  );
}
