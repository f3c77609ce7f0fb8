'use client';

import { LoaderCircle } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { TimeOfDay } from '@/components/ui/time';

/** Says that the picture is old; it lies over the page, so that nothing jumps. */
export function ConnectionBar({ heardAt, gone }: { heardAt: string; gone: boolean }) {
  const t = useTranslations('room.connection');
  return (
    <div
      role="status"
      data-connection={gone ? 'gone' : 'lost'}
      className="-translate-x-1/2 fixed top-2 left-1/2 z-40 flex w-max max-w-[calc(100vw-1rem)] items-center gap-2 rounded border border-warn bg-warn-soft px-3 py-2 text-sm text-warn shadow"
    >
      {gone ? (
        t('gone')
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
