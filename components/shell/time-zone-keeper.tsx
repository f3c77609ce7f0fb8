'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { remember } from '@/components/ui/remember';

/** Tells the server the reader's time zone, once: pages are then rendered with it and times do not jump. */
export function TimeZoneKeeper({ known }: { known: string | null }) {
  const router = useRouter();
  useEffect(() => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (!zone || zone === known) return;
    remember('tz', zone);
    router.refresh();
  }, [known, router]);
  return null;
}
