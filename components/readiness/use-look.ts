'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { useAnnounce } from '@/components/ui/toast';

/** A little more than the server gives the slowest platform. */
const DEADLINE_MS = 25_000;

/** Has the service looked at now and reads the page anew; busy until that is shown. */
export function useLook(serviceId: string) {
  const t = useTranslations('readiness');
  const router = useRouter();
  const announce = useAnnounce();
  const [busy, start] = useTransition();
  const [failed, setFailed] = useState(false);
  const look = () =>
    start(async () => {
      const response = await fetch(`/api/services/${encodeURIComponent(serviceId)}/readiness`, {
        method: 'POST',
        signal: AbortSignal.timeout(DEADLINE_MS),
      }).catch(() => null);
      setFailed(!response?.ok);
      if (!response?.ok) return;
      announce(t('lookDone'), 'ok');
      start(() => router.refresh());
    });
  return { busy, failed, look };
}
