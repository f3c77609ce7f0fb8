'use client';

import { useTranslations } from 'next-intl';
import type { Result } from '@/lib/domain/snapshot';

type Failed = Extract<Result<never>, { ok: false }>['error'];

/** The sentence for what an action of these pages answered. */
export function useFailureText(): (error: Failed) => string {
  const t = useTranslations('auth.failure');
  return (error) => {
    const key = error.code as Parameters<typeof t.has>[0];
    return t.has(key) ? t(key, error.params ?? {}) : t('unexpected', { id: error.code });
  };
}
