'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState, useTransition } from 'react';
import { ban, lift } from '@/app/services/[slug]/revisions/actions';
import { useFailureText } from '@/components/incidents/use-failure-text';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Select, TextField } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import type { Result, RevisionView } from '@/lib/domain/snapshot';

const DAYS = [7, 30, 90, 365] as const;

/** Bans a revision with a reason and an end, or takes the ban back. */
export function BanControl({ componentId, revision }: { componentId: string; revision: RevisionView }) {
  const t = useTranslations('revisions');
  const [open, setOpen] = useState(false);
  const { busy, error, change } = useBan(componentId);
  if (revision.ban) {
    return (
      <>
        <Button
          look="ghost"
          busy={busy}
          aria-label={t('liftOf', { revision: revision.label })}
          onClick={() => change(() => lift({ componentId, revisionId: revision.id }))}
        >
          {t('lift')}
        </Button>
        {error && <Notice tone="danger">{error}</Notice>}
      </>
    );
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const days = Number(form.get('days')) || null;
    const reason = String(form.get('reason'));
    change(
      () => ban({ componentId, revisionId: revision.id, reason, days }),
      () => setOpen(false),
    );
  };
  return (
    <>
      <Button look="ghost" aria-label={t('banOf', { revision: revision.label })} onClick={() => setOpen(true)}>
        {t('ban')}
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={t('banTitle', { revision: revision.label })}
        description={t('banText')}
      >
        <form onSubmit={submit} className="grid gap-4">
          <TextField label={t('reason')} name="reason" required maxLength={500} autoComplete="off" />
          <Select label={t('for')} name="days" defaultValue="">
            <option value="">{t('forGood')}</option>
            {DAYS.map((days) => (
              <option key={days} value={days}>
                {t('days', { days })}
              </option>
            ))}
          </Select>
          {error && <Notice tone="danger">{error}</Notice>}
          <Button type="submit" look="danger" busy={busy} className="justify-self-start">
            {t('banConfirm')}
          </Button>
        </form>
      </Dialog>
    </>
  );
}

function useBan(componentId: string) {
  const t = useTranslations('revisions');
  const client = useQueryClient();
  const failureText = useFailureText();
  const [error, setError] = useState<string | null>(null);
  const [busy, start] = useTransition();
  const change = (call: () => Promise<Result<null>>, then?: () => void) =>
    start(async () => {
      const result = await call().catch(() => null);
      setError(result?.ok ? null : failureText(result?.error ?? null, t('tryAgain')));
      if (!result?.ok) return;
      then?.();
      await client.invalidateQueries({ queryKey: ['registry', componentId] });
    });
  return { busy, error, change };
}
