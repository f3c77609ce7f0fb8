'use client';

import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import { useAsk } from '../ask/ask-context';
import { useCommand } from '../ask/use-command';
import { useMay } from '../use-may';

/** Lets an admin take a text out of the timeline; null for everyone else. */
export function useRedact(): ((seq: number) => void) | null {
  const t = useTranslations('room.redact');
  const ask = useAsk();
  const { command } = useCommand();
  const may = useMay()('text.redact');
  const redact = useCallback(
    (redactedSeq: number) =>
      ask({
        kind: 'reason',
        title: t('title'),
        text: t('text'),
        confirm: t('confirm'),
        danger: true,
        reason: { label: t('why'), required: true },
        onConfirm: ({ reason }) => command({ type: 'text.redact', redactedSeq, reason }),
      }),
    [ask, command, t],
  );
  return may.visible && may.code === null ? redact : null;
}
