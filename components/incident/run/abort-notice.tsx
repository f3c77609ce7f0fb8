'use client';

import { useTranslations } from 'next-intl';
import { Notice } from '@/components/ui/notice';
import type { RunState } from '@/lib/domain/state';
import { abortAccount } from './abort-account';

/** Why a run was aborted, and on what each component is now; one whose state nobody knows is named too. */
export function AbortNotice({ run }: { run: RunState }) {
  const t = useTranslations('room.run.aborted');
  const words = useTranslations('words.run');
  if (!run.abortReason) return null;
  const { reason, standings, isMixed } = abortAccount(run);
  return (
    <Notice tone="warn" className="m-4 mb-0" title={words(run.status)}>
      <p className="whitespace-pre-line">{reason}</p>
      {run.endedAt && <p className="pt-1">{t(standings.length === 0 ? 'nothing' : isMixed ? 'mixed' : 'stands')}</p>}
      {run.endedAt && (
        <ul className="list-disc pl-4">
          {standings.map(({ component, revision, begun }) => (
            <li key={component}>
              {t(revision === null ? 'unknown' : begun ? 'on' : 'notBegun', { component, revision: revision ?? '' })}
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}
