'use client';

import { LoaderCircle, WifiOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { TimeOfDay } from '@/components/ui/time';

/**
 * Says that the picture is old, across the whole width and once for all buttons. It lies over the navigation, which leads
 * nowhere meanwhile: nothing jumps, neither when the connection goes nor when it is back.
 */
export function ConnectionBar({ heardAt, gone }: { heardAt: string; gone: boolean }) {
  const t = useTranslations('room.connection');
  return (
    <div
      role="status"
      data-connection={gone ? 'gone' : 'lost'}
      className="fixed inset-x-0 top-0 z-40 flex min-h-12 items-center gap-2 border-warn border-b-2 bg-warn-soft px-3 py-1.5 font-semibold text-sm text-warn shadow sm:px-6"
    >
      {gone ? (
        <>
          <WifiOff aria-hidden className="size-4 shrink-0" />
          {t('gone')}
        </>
      ) : (
        <>
          <LoaderCircle aria-hidden className="size-4 shrink-0 animate-spin" />
          <span>
            {t('lost')} <TimeOfDay at={heardAt} />
          </span>
        </>
      )}
    </div>
  );
}
