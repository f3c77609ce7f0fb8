import { useFormatter } from 'next-intl';

/** `2026-03` as people of this language write a month. */
export function useMonth(): (month: string) => string {
  const format = useFormatter();
  return (month) =>
    format.dateTime(new Date(`${month}-15T12:00:00.000Z`), { month: 'short', year: 'numeric', timeZone: 'UTC' });
}
