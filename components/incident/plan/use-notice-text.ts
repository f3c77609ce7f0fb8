'use client';

import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import { noticeKey } from '@/lib/domain/notice-key';

interface ProviderNotice {
  /** Absent in what an earlier version wrote. */
  code?: string | undefined;
  text: string;
  params?: Record<string, string | number> | undefined;
}

/** A provider's warning, loss or progress in the reader's language, or in its own words; `<provider>:<code>` came from another one. */
export function useNoticeText(): (provider: string, notice: ProviderNotice) => string {
  const t = useTranslations('provider');
  return useCallback(
    (provider, { code, text, params }) => {
      const key = code === undefined ? '' : noticeKey(provider, code);
      return key !== '' && t.has(key) ? t(key, params ?? {}) : text;
    },
    [t],
  );
}
