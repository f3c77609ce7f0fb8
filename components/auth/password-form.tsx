'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState, useTransition } from 'react';
import { savePassword } from '@/app/account/actions';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { useFailureText } from './use-failure-text';

/** Asks for the current password only where there is one: an invited person has none yet. */
export function PasswordForm({
  email,
  hasPassword,
  minLength,
}: {
  email: string;
  hasPassword: boolean;
  minLength: number;
}) {
  const t = useTranslations('auth.account');
  const failureText = useFailureText();
  const [known, setKnown] = useState(hasPassword);
  const [saving, startSaving] = useTransition();
  const [outcome, setOutcome] = useState<{ saved: boolean; text: string } | null>(null);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    startSaving(async () => {
      const current = String(data.get('current') ?? '');
      const result = await savePassword({ current, password: String(data.get('password')) });
      setOutcome(result.ok ? { saved: true, text: '' } : { saved: false, text: failureText(result.error) });
      if (!result.ok) return;
      form.reset();
      setKnown(true);
    });
  };
  return (
    <form method="post" className="grid gap-4" onSubmit={submit}>
      <input type="hidden" name="username" autoComplete="username" value={email} />
      {known && (
        <TextField label={t('current')} name="current" type="password" autoComplete="current-password" required />
      )}
      <TextField
        label={t('new')}
        hint={t('passwordHint', { min: minLength })}
        name="password"
        type="password"
        autoComplete="new-password"
        minLength={minLength}
        maxLength={200}
        required
      />
      {outcome && (
        <div role={outcome.saved ? 'status' : 'alert'}>
          <Notice tone={outcome.saved ? 'ok' : 'danger'}>{outcome.saved ? t('passwordSaved') : outcome.text}</Notice>
        </div>
      )}
      <Button type="submit" busy={saving} className="justify-self-start">
        {t('setPassword')}
      </Button>
    </form>
  );
}
