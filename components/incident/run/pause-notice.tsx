'use client';

import { useTranslations } from 'next-intl';
import { Notice } from '@/components/ui/notice';
import type { RunState } from '@/lib/domain/state';
import { useRoomContext } from '../room-context';

/** The failed step itself says these, with the moves that there are. */
const TOLD_BY_STEP: ReadonlySet<string> = new Set(['step_failed', 'deadline']);

/** Why the run stands still, or is about to, and what can be done now. */
export function PauseNotice({ run }: { run: RunState }) {
  const t = useTranslations('room.run');
  const { actions } = useRoomContext();
  const { pausedBecause, status } = run;
  if (!pausedBecause || (status !== 'paused' && status !== 'pausing')) return null;
  const { cause, detail } = pausedBecause;
  return (
    <Notice tone="warn" className="m-4 mb-0" title={t(`${status}.${cause}`)}>
      {detail && !TOLD_BY_STEP.has(cause) && <p className="whitespace-pre-line">{detail}</p>}
      {actions && <p className="text-muted">{t(`next.${cause}`)}</p>}
    </Notice>
  );
}
