'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { remove } from '@/app/catalogue/credentials/actions';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';

/** Asks once more where something would stop working. */
export function RemoveCredential({ name, uses }: { name: string; uses: number }) {
  const t = useTranslations('credentials');
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  const [busy, start] = useTransition();
  const go = () =>
    start(async () => {
      await remove(name);
      router.refresh();
    });
  if (asking)
    return (
      <Notice
        tone="warn"
        actions={
          <Button look="danger" busy={busy} onClick={go}>
            {t('removeSure')}
          </Button>
        }
      >
        {t('removeUsed', { count: uses })}
      </Notice>
    );
  return (
    <Button
      look="ghost"
      busy={busy}
      className="justify-self-start"
      aria-label={t('removeNamed', { name })}
      onClick={() => (uses > 0 ? setAsking(true) : go())}
    >
      {t('remove')}
    </Button>
  );
}
