'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { postSignIn, type SignInFailure } from './post-sign-in';

/** Address and password. The page is loaded anew afterwards: nothing of the signed-out state may remain. */
export function SignInForm({ next }: { next: string }) {
  const t = useTranslations('auth');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<SignInFailure | null>(null);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setFailure(null);
    const refused = await postSignIn('password', {
      email: String(form.get('email')),
      password: String(form.get('password')),
    });
    if (refused) {
      setFailure(refused);
      setBusy(false);
    } else window.location.assign(next);
  };
  return (
    <form method="post" onSubmit={submit} className="grid gap-4">
      <TextField label={t('email')} name="email" type="email" autoComplete="username" required maxLength={200} />
      <TextField label={t('password')} name="password" type="password" autoComplete="current-password" required />
      {failure && (
        <div role="alert">
          <Notice tone="danger">{t(`failure.${failure}`)}</Notice>
        </div>
      )}
      <Button type="submit" look="primary" busy={busy}>
        {t('signIn')}
      </Button>
    </form>
  );
}
