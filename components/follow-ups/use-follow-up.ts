'use client';

import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { act } from '@/app/incidents/actions';
import { useFailureText } from '@/components/incidents/use-failure-text';
import { useAnnounce } from '@/components/ui/toast';
import type { Person } from '@/lib/domain/facts';
import type { FollowUpRow } from '@/lib/domain/views';

type Owned = Pick<FollowUpRow, 'owner' | 'dueAt' | 'done'>;

/** A follow-up that changes at once and goes back, with a word, when the server refuses. */
export function useFollowUp(row: FollowUpRow) {
  const t = useTranslations('followups');
  const announce = useAnnounce();
  const failureText = useFailureText();
  const [now, setNow] = useState<Owned>({ owner: row.owner, dueAt: row.dueAt, done: row.done });
  const [busy, start] = useTransition();

  const change = (next: Owned, command: Parameters<typeof act>[1]) => {
    const before = now;
    setNow(next);
    start(async () => {
      const result = await act(row.incident.id, command).catch(() => null);
      if (result?.ok) return announce(t('saved'), 'ok');
      setNow(before);
      announce(t('failed', { reason: failureText(result?.error ?? null, t('failedTry')) }), 'danger');
    });
  };
  const assign = (owner: Person | null, dueAt: string | null) =>
    change({ ...now, owner, dueAt }, { type: 'followup.assign', followUpId: row.id, owner, dueAt });

  /** The answer comes to the incident's timeline; what was seen done is struck off with the next reading of the page. */
  const check = () =>
    start(async () => {
      const result = await act(row.incident.id, { type: 'followup.check', followUpId: row.id }).catch(() => null);
      if (result?.ok) return announce(t('checkAsked', { number: row.incident.number }), 'ok');
      announce(t('failed', { reason: failureText(result?.error ?? null, t('failedTry')) }), 'danger');
    });

  return {
    ...now,
    check,
    busy,
    setOwner: (owner: Person | null) => assign(owner, now.dueAt),
    setDue: (dueAt: string | null) => assign(now.owner, dueAt),
    setDone: (done: boolean) => change({ ...now, done }, { type: 'followup.resolve', followUpId: row.id, done }),
  };
}
