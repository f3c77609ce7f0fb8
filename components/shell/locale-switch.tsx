'use client';

import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { remember } from '@/components/ui/remember';

/** Offers the other language, by its own name. */
export function LocaleSwitch() {
  const t = useTranslations('common');
  const router = useRouter();
  const other = useLocale() === 'fr' ? 'en' : 'fr';
  const [switching, startSwitch] = useTransition();
  return (
    <Button
      look="ghost"
      busy={switching}
      lang={other}
      aria-label={t('otherLanguage')}
      title={t('otherLanguage')}
      className="min-w-9 touch:min-w-11"
      onClick={() => {
        remember('locale', other);
        startSwitch(() => router.refresh());
      }}
    >
      {other.toUpperCase()}
    </Button>
  );
}
