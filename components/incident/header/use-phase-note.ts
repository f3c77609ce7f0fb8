'use client';

import { Ban, CircleX, Hourglass, type LucideIcon, Pause } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { formatDuration } from '@/components/ui/clock';
import { activeRun } from '@/lib/domain/queries';
import { useNowMs } from '../live/clock';
import { askingOf } from '../plan/objection';
import { useIncident } from '../room-context';
import { asksAboutFailure } from '../run/failed-steps';

export interface PhaseNote {
  text: string;
  Icon: LucideIcon;
  colour: string;
}

/** What the current phase must say beside its clock: it stands still, or has not begun to change anything. */
export function usePhaseNote(): PhaseNote | null {
  const t = useTranslations('room.rail');
  const state = useIncident();
  const asking = askingOf(state, useNowMs());
  const run = activeRun(state);
  if (run && asksAboutFailure(run)) return { text: t('failed'), Icon: CircleX, colour: 'text-danger' };
  if (run?.status === 'paused') return { text: t('paused'), Icon: Pause, colour: 'text-warn' };
  if (state.phase === 'execution' && state.run?.status === 'aborted')
    return { text: t('aborted'), Icon: Ban, colour: 'text-danger' };
  if (asking.kind !== 'open') return null;
  return { text: t('startsIn', { time: formatDuration(asking.leftMs) }), Icon: Hourglass, colour: 'text-running' };
}
