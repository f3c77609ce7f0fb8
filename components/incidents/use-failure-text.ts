'use client';

import { useTranslations } from 'next-intl';
import type { Result } from '@/lib/domain/snapshot';

type Failure = Extract<Result<never>, { ok: false }>['error'];

/** A refusal in the reader's words: by its code, else the sentence that came with it, else `fallback`. */
export function useFailureText(): (error: Failure | null, fallback: string) => string {
  const t = useTranslations();
  return (error, fallback) => {
    if (!error) return fallback;
    const key = `refusal.${error.code}`;
    return t.has(key) ? t(key, error.params ?? {}) : (error.message ?? fallback);
  };
}
