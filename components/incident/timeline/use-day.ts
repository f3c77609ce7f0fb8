'use client';

import { useFormatter } from 'next-intl';
import { useCallback } from 'react';

/** The reader's day of a moment with its zone: "Tuesday 3 March · UTC"; the times below it need neither. */
export function useDay(): (at: string) => string {
  const format = useFormatter();
  return useCallback(
    (at) => {
      const date = new Date(at);
      const day = format.dateTime(date, { weekday: 'long', day: 'numeric', month: 'long' });
      return `${day} · ${zoneOf(format.dateTime(date, { hour: 'numeric', hourCycle: 'h23', timeZoneName: 'short' }))}`;
    },
    [format],
  );
}

/** "03 UTC", "03 h UTC+1": the zone is what comes last. */
const zoneOf = (time: string): string => time.split(/\s/).at(-1) ?? '';
