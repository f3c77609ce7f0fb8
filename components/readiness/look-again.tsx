'use client';

import { RefreshCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { useLook } from './use-look';

/** Asks platforms and checks anew. `first`: nobody has looked yet. */
export function LookAgain({ serviceId, first }: { serviceId: string; first: boolean }) {
  const t = useTranslations('readiness');
  const { busy, failed, look } = useLook(serviceId);
  return (
    <>
      <Button look={first ? 'primary' : 'quiet'} busy={busy} onClick={look}>
        {!busy && <RefreshCw aria-hidden className="size-4 shrink-0" />}
        {t(first ? 'now' : 'again')}
      </Button>
      {failed && !busy && (
        <p role="alert" className="text-danger text-sm">
          {t('lookFailed')}
        </p>
      )}
    </>
  );
}
