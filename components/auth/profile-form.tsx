'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { saveProfile } from '@/app/account/actions';
import { Button } from '@/components/ui/button';
import { Select, TextField } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import type { Locale } from '@/lib/domain/words';
import { useFailureText } from './use-failure-text';

export function ProfileForm({ name, email, locale }: { name: string; email: string; locale: Locale }) {
  const t = useTranslations('auth.account');
  const failureText = useFailureText();
  const router = useRouter();
  const [saving, startSaving] = useTransition();
  const [outcome, setOutcome] = useState<{ saved: boolean; text: string } | null>(null);
  const save = (form: FormData) =>
    startSaving(async () => {
      const chosen = form.get('locale') === 'fr' ? 'fr' : 'en';
      const result = await saveProfile({ name: String(form.get('name')), locale: chosen });
      setOutcome(result.ok ? { saved: true, text: '' } : { saved: false, text: failureText(result.error) });
      if (result.ok) router.refresh();
    });
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        save(new FormData(event.currentTarget));
      }}
    >
      <TextField label={t('name')} name="name" defaultValue={name} autoComplete="name" required maxLength={100} />
      <div className="grid gap-1 text-sm">
        <p className="font-semibold">{t('email')}</p>
        <p className="[overflow-wrap:anywhere]">{email}</p>
        <p className="text-muted">{t('emailHint')}</p>
      </div>
      <Select label={t('language')} name="locale" defaultValue={locale}>
        <option value="en" lang="en">
          {t('english')}
        </option>
        <option value="fr" lang="fr">
          {t('french')}
        </option>
      </Select>
      {outcome && (
        <div role={outcome.saved ? 'status' : 'alert'}>
          <Notice tone={outcome.saved ? 'ok' : 'danger'}>{outcome.saved ? t('saved') : outcome.text}</Notice>
        </div>
      )}
      <Button type="submit" look="primary" busy={saving} className="justify-self-start">
        {t('save')}
      </Button>
    </form>
  );
}
