'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { invitePerson } from '@/app/people/actions';
import { Button } from '@/components/ui/button';
import { Select, TextField } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { OneTimeLink } from './one-time-link';
import { isRoleName, RoleOptions } from './role-options';
import { useRun } from './use-run';

/** Makes an account and shows its invitation: a link for one use within a week. */
export function InviteForm({ origin }: { origin: string }) {
  const t = useTranslations('people');
  const { busy, error, run } = useRun();
  const [link, setLink] = useState<string | null>(null);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const fields = new FormData(form);
    const role = fields.get('role');
    run(
      () =>
        invitePerson({
          email: String(fields.get('email')),
          name: String(fields.get('name')),
          role: isRoleName(role) ? role : 'viewer',
        }),
      ({ path }) => {
        setLink(`${origin}${path}`);
        form.reset();
      },
    );
  };
  return (
    <form onSubmit={submit} className="grid gap-4">
      <div className="grid gap-4 sm:grid-cols-[1fr_1fr_20rem]">
        <TextField label={t('name')} name="name" required maxLength={100} autoComplete="off" />
        <TextField label={t('email')} name="email" type="email" required maxLength={200} autoComplete="off" />
        <Select label={t('roleLabel')} name="role" defaultValue="responder">
          <RoleOptions />
        </Select>
      </div>
      {error && <Notice tone="danger">{error}</Notice>}
      {link && <OneTimeLink url={link} text={t('invited')} />}
      <Button type="submit" look="primary" busy={busy} className="justify-self-start">
        {t('inviteButton')}
      </Button>
    </form>
  );
}
