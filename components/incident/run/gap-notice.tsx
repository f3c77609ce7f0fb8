'use client';

import { useTranslations } from 'next-intl';
import { Notice } from '@/components/ui/notice';
import { gapOf } from '@/lib/domain/flow';
import type { RunState } from '@/lib/domain/state';
import { useIncident } from '../room-context';

/** In one sentence, what works with what while a plan stands in its middle, and the safe ways on. */
export function GapNotice({ run }: { run: RunState }) {
  const t = useTranslations('room.run.gap');
  const { plan } = useIncident();
  const gap = plan && plan.id === run.planId ? gapOf(run, plan.steps) : null;
  if (!gap) return null;
  const { output, ...params } = gap;
  return (
    <Notice tone="warn" className="m-4 mb-0" title={t(t.has(output) ? output : 'other', params)}>
      <p className="text-muted">{t(run.status === 'paused' ? 'nextPaused' : 'nextAborted')}</p>
    </Notice>
  );
}
