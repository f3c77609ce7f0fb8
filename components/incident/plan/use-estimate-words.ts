'use client';

import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import { useSpan } from '../use-span';
import type { Estimate } from './estimate';

/** "about 4 min", "usually 4 min, rarely over 7 min", or what the playbook says. */
export function useEstimateWords(): (estimate: Estimate) => string {
  const t = useTranslations('room.estimate');
  const span = useSpan();
  return useCallback(
    ({ expectedMs, p90Ms, playbook }) => {
      const time = span(expectedMs);
      if (playbook !== null) return t('playbook', { playbook, time });
      const most = p90Ms === null ? time : span(p90Ms);
      return most === time ? t('about', { time }) : t('bounded', { time, most });
    },
    [t, span],
  );
}
