'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { useFailureText } from '@/components/auth/use-failure-text';
import { useAnnounce } from '@/components/ui/toast';
import type { Result } from '@/lib/domain/snapshot';

/** Calls an action of an account's page: busy meanwhile, the page read anew afterwards, in words when it is refused. */
export function useRun() {
  const router = useRouter();
  const t = useTranslations('auth');
  const announce = useAnnounce();
  const failureText = useFailureText();
  const [busy, start] = useTransition();
  const [error, setError] = useState<string | null>(null);
  const run = <T>(call: () => Promise<Result<T>>, then?: (data: T) => void) =>
    start(async () => {
      const result = await call().catch(() => null);
      if (!result?.ok) return setError(failureText(result?.error ?? { code: 'unreachable' }));
      setError(null);
      announce(t('account.saved'), 'ok');
      then?.(result.data);
      router.refresh();
    });
  return { busy, error, run };
}
