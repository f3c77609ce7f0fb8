'use client';

import { useFormatter, useNow } from 'next-intl';
import { cx } from './cx';

interface TimeProps {
  at: string;
  className?: string | undefined;
}

/** Relative and absolute, with the zone: "3 minutes ago · 22 Nov, 03:12 UTC". */
export function RelativeTime({ at, className }: TimeProps) {
  const format = useFormatter();
  const now = useNow({ updateInterval: 30_000 });
  const date = new Date(at);
  return (
    <time dateTime={at} className={cx('tabular', className)}>
      {format.relativeTime(date, date > now ? date : now)}
      <span className="text-muted"> · {absolute(format, date, now)}</span>
    </time>
  );
}

/**
 * Day and time with the zone, for what happened long ago, and the year where it is not this one. `withYear` where
 * years lie side by side; `exact` where the second counts, as in a log.
 */
export function AbsoluteTime({
  at,
  className,
  withYear = false,
  exact = false,
}: TimeProps & { withYear?: boolean; exact?: boolean }) {
  const format = useFormatter();
  const now = useNow();
  return (
    <time dateTime={at} className={cx('tabular', className)}>
      {absolute(format, new Date(at), now, { year: withYear || exact, seconds: exact })}
    </time>
  );
}

/**
 * Hours, minutes and seconds only; the full date with its zone is in the title. `unlessOlder`: what may be of another
 * day says which.
 */
export function TimeOfDay({ at, className, unlessOlder = false }: TimeProps & { unlessOlder?: boolean }) {
  const format = useFormatter();
  const now = useNow();
  const date = new Date(at);
  const day = (one: Date) => format.dateTime(one, { dateStyle: 'short' });
  if (unlessOlder && day(date) !== day(now)) return <AbsoluteTime at={at} className={className} />;
  return (
    <time dateTime={at} title={absolute(format, date, now)} className={cx('tabular', className)}>
      {format.dateTime(date, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' })}
    </time>
  );
}

type Format = ReturnType<typeof useFormatter>;

function absolute(format: Format, date: Date, now: Date, { year = false, seconds = false } = {}): string {
  const yearOf = (one: Date) => format.dateTime(one, { year: 'numeric' });
  return format.dateTime(date, {
    ...((year || yearOf(date) !== yearOf(now)) && { year: 'numeric' }),
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    ...(seconds && { second: '2-digit' }),
    hourCycle: 'h23',
    timeZoneName: 'short',
  });
}
