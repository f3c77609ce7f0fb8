'use client';

import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import { noticeKey } from '@/lib/domain/notice-key';

interface ProviderNotice {
  code: string;
  text: string;
  params?: Record<string, string | number> | undefined;
}

/** A provider's warning or loss in the reader's language, or in its own words; `<provider>:<code>` came from another one. */
export function useNoticeText(): (provider: string, notice: ProviderNotice) => string {
  const t = useTranslations('provider');
  return useCallback(
    (provider, { code, text, params }) => {
      const key = noticeKey(provider, code);
      return t.has(key) ? t(key, params ?? {}) : text;
    },
    [t],
  );
}
