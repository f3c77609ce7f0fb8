'use client';

import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { sendTest } from '@/app/services/[slug]/readiness/actions';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { useLook } from './use-look';

interface Props {
  serviceId: string;
  channelId: string;
  label: string;
}

/** Sends a test message to a channel; once it arrived, the service is looked at anew. */
export function TryChannel({ serviceId, channelId, label }: Props) {
  const t = useTranslations('readiness');
  const common = useTranslations('common');
  const { busy: looking, look } = useLook(serviceId);
  const [sending, start] = useTransition();
  const [outcome, setOutcome] = useState<{ arrived: boolean; answer: string } | null>(null);
  const send = () =>
    start(async () => {
      const result = await sendTest(channelId).catch(() => null);
      const lines = result?.ok ? result.data.lines : [];
      const arrived = lines.length > 0 && lines.every(({ tone }) => tone !== 'danger');
      setOutcome({ arrived, answer: lines.map(({ text }) => text).join(' ') });
      if (arrived) look();
    });
  return (
    <div className="grid min-w-0 justify-items-start gap-2">
      <Button
        busy={sending || looking}
        onClick={send}
        aria-label={common('labelled', { label: t('fix.try_channel'), value: label })}
      >
        {t('fix.try_channel')}
      </Button>
      <div role="status">
        {outcome && !sending && (
          <Notice tone={outcome.arrived ? 'ok' : 'danger'}>
            {t(outcome.arrived ? 'trySent' : 'tryFailed', { answer: outcome.answer })}
          </Notice>
        )}
      </div>
    </div>
  );
}
