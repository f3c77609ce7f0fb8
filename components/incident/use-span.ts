'use client';

import { useFormatter } from 'next-intl';
import { useCallback } from 'react';

/** A duration as people say it: "40 sec", "4 min"; whole minutes from a minute and a half on. */
export function useSpan(): (durationMs: number) => string {
  const format = useFormatter();
  return useCallback(
    (durationMs) => {
      const seconds = Math.max(1, Math.round(durationMs / 1_000));
      return seconds < 90
        ? format.number(seconds, { style: 'unit', unit: 'second', unitDisplay: 'short' })
        : format.number(Math.round(seconds / 60), { style: 'unit', unit: 'minute', unitDisplay: 'short' });
    },
    [format],
  );
}
