'use client';

import { useFormatter, useNow } from 'next-intl';
import { cx } from './cx';

interface TimeProps {
  at: string;
  className?: string;
}

/** Relative and absolute, with the zone: "3 minutes ago · 22 Nov, 03:12 UTC". */
export function RelativeTime({ at, className }: TimeProps) {
  const format = useFormatter();
  const now = useNow({ updateInterval: 30_000 });
  const date = new Date(at);
  return (
    <time dateTime={at} className={cx('tabular', className)}>
      {format.relativeTime(date, date > now ? date : now)}
      <span className="text-muted"> · {absolute(format, date)}</span>
    </time>
  );
}

/** Day and time with the zone, for what happened long ago; `withYear` where years lie side by side. */
export function AbsoluteTime({ at, className, withYear = false }: TimeProps & { withYear?: boolean }) {
  const format = useFormatter();
  return (
    <time dateTime={at} className={cx('tabular', className)}>
      {absolute(format, new Date(at), withYear)}
    </time>
  );
}

/** Hours, minutes and seconds only; the full date with its zone is in the title. */
export function TimeOfDay({ at, className }: TimeProps) {
  const format = useFormatter();
  const date = new Date(at);
  return (
    <time dateTime={at} title={absolute(format, date)} className={cx('tabular', className)}>
      {format.dateTime(date, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' })}
    </time>
  );
}

const absolute = (format: ReturnType<typeof useFormatter>, date: Date, withYear = false): string =>
  format.dateTime(date, {
    ...(withYear && { year: 'numeric' }),
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  });
