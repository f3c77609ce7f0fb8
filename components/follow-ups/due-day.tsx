import { useFormatter } from 'next-intl';

/** The day of a due date: a whole day, which no time zone moves. */
export function DueDay({ at }: { at: string }) {
  const format = useFormatter();
  const date = new Date(at);
  return (
    <time dateTime={at.slice(0, 10)} className="tabular">
      {format.dateTime(date, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })}
    </time>
  );
}
