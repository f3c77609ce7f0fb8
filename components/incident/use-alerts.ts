'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import type { RoomSnapshot } from '@/lib/domain/snapshot';
import { alertBetween, alertsAreOn, sound } from './alerts';

/** Tells of what matters while the page is in the background, for readers who asked for it. */
export function useAlerts({ state, viewer }: RoomSnapshot): void {
  const t = useTranslations('room.alert');
  const before = useRef(state);
  useEffect(() => {
    const alert = alertBetween(before.current, state, viewer.userId);
    before.current = state;
    if (!alert || document.visibilityState === 'visible' || !alertsAreOn()) return;
    sound(alert);
    const shown = new Notification(`INC-${state.number} · ${t(alert)}`, { body: state.title, tag: state.incidentId });
    shown.onclick = () => {
      window.focus();
      shown.close();
    };
  }, [state, viewer.userId, t]);
}
