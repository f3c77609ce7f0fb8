'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { act } from '@/app/incidents/actions';
import { useFailureText } from '@/components/incidents/use-failure-text';
import { useAnnounce } from '@/components/ui/toast';

type Command = Parameters<typeof act>[1];

/** Sends commands one after the other and reads the page again; `failure` is why the last one was refused. */
export function usePostmortemAct(incidentId: string) {
  const t = useTranslations('postmortem_page');
  const router = useRouter();
  const announce = useAnnounce();
  const failureText = useFailureText();
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, start] = useTransition();
  const send = (commands: Command[], onDone?: () => void) =>
    start(async () => {
      setFailure(null);
      for (const command of commands) {
        const result = await act(incidentId, command).catch(() => null);
        if (!result?.ok) return setFailure(failureText(result?.error ?? null, t('actFailedTry')));
      }
      announce(t('actDone'), 'ok');
      onDone?.();
      router.refresh();
    });
  return { busy, failure, send };
}
