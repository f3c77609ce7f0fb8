'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { LinkButton } from '@/components/ui/link-button';
import { Notice } from '@/components/ui/notice';
import { postSignIn, type SignInFailure } from './post-sign-in';

/** One press spends the link; opening its page does not. */
export function LinkForm({ token }: { token: string }) {
  const t = useTranslations('auth');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<SignInFailure | null>(null);
  const press = async () => {
    setBusy(true);
    setFailure(null);
    const refused = await postSignIn('link', { token });
    if (refused) {
      setFailure(refused);
      setBusy(false);
    } else window.location.replace('/');
  };
  if (failure === 'refused') {
    return (
      <Notice
        tone="warn"
        title={t('link.spentTitle')}
        actions={<LinkButton href="/sign-in">{t('link.other')}</LinkButton>}
      >
        {t('link.spent')}
      </Notice>
    );
  }
  return (
    <div className="grid gap-4">
      {failure && (
        <div role="alert">
          <Notice tone="danger">{t(`failure.${failure}`)}</Notice>
        </div>
      )}
      <Button look="primary" busy={busy} onClick={press}>
        {t('signIn')}
      </Button>
    </div>
  );
}
