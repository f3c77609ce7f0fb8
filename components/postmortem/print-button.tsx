'use client';

import { Printer } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';

export function PrintButton() {
  const t = useTranslations('postmortem_page');
  return (
    <Button onClick={() => window.print()} className="max-sm:hidden">
      <Printer aria-hidden className="size-4" />
      {t('print')}
    </Button>
  );
}
