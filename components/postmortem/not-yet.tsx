'use client';

import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { draftPostmortem } from '@/app/incidents/actions';
import { useFailureText } from '@/components/incidents/use-failure-text';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import type { Locale } from '@/lib/domain/words';
import { useDraftArrival } from './use-draft-arrival';

interface Props {
  incidentId: string;
  /** The newest event that the page knows. */
  seq: number;
  canDraft: boolean;
}

/** No text yet: Repli drafts it from the timeline, in the reader's language, once the incident reached its debrief. */
export function NotYet({ incidentId, seq, canDraft }: Props) {
  const t = useTranslations('postmortem_page');
  const locale = useLocale() as Locale;
  const router = useRouter();
  const failureText = useFailureText();
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, start] = useTransition();
  useDraftArrival(incidentId, seq);
  const draft = () =>
    start(async () => {
      setFailure(null);
      const result = await draftPostmortem(incidentId, locale).catch(() => null);
      if (result?.ok) router.refresh();
      else setFailure(failureText(result?.error ?? null, t('draftFailedTry')));
    });
  const actions = canDraft && (
    <Button look="primary" busy={busy} onClick={draft}>
      {t('draft')}
    </Button>
  );
  return (
    <div className="grid gap-3 rounded border bg-raised p-4 shadow">
      <EmptyState title={t('notYetTitle')} actions={actions}>
        {t('notYetText')}
      </EmptyState>
      {failure && (
        <div role="alert">
          <Notice tone="danger">{t('draftFailed', { reason: failure })}</Notice>
        </div>
      )}
    </div>
  );
}
