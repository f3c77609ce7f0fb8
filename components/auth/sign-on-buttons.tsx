'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { beginSignOn } from './post-sign-in';

/** The ways in that another system vouches for. */
export function SignOnButtons({ ways, next }: { ways: { id: string; name: string }[]; next: string }) {
  const t = useTranslations('auth');
  const [busy, setBusy] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  const begin = async (id: string) => {
    setBusy(id);
    setFailed(!(await beginSignOn(id, next)));
    setBusy(null);
  };
  return (
    <div className="grid gap-2">
      {ways.map(({ id, name }) => (
        <Button key={id} busy={busy === id} onClick={() => void begin(id)}>
          {t('signInWith', { name })}
        </Button>
      ))}
      {failed && <Notice tone="danger">{t('failure.unreachable')}</Notice>}
    </div>
  );
}
