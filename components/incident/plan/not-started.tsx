'use client';

import { useTranslations } from 'next-intl';
import { Notice } from '@/components/ui/notice';
import { useNowMs } from '../live/clock';
import { useRoomContext } from '../room-context';
import { askingOf } from './objection';

/** The countdown ended and the run did not start by itself: why, as far as it is known, and what to do. */
export function NotStarted() {
  const t = useTranslations('room.objection');
  const { room } = useRoomContext();
  if (askingOf(room.state, useNowMs()).kind !== 'late') return null;
  const told = room.timeline.findLast(
    (event) => event.type === 'reminder.raised' && event.data.reminder === 'start_refused',
  );
  const detail = told?.type === 'reminder.raised' ? told.data.detail : '';
  return (
    <Notice tone="warn" title={t('late')}>
      {/* A sentence of the platform; a bare code says nothing to anybody. */}
      {detail.includes(' ') ? detail : t('lateText')}
    </Notice>
  );
}
