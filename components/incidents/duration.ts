import { useFormatter } from 'next-intl';

type Unit = 'day' | 'hour' | 'minute' | 'second';
const UNITS: [Unit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
];

/** The two largest units of a duration, as counts: 3,725,000 ms is 1 hour and 2 minutes. */
export function durationParts(ms: number): { unit: Unit; count: number }[] {
  const first = UNITS.findIndex(([, size]) => ms >= size);
  if (first === -1) return [{ unit: 'second', count: 0 }];
  let rest = ms;
  return UNITS.slice(first, first + 2)
    .map(([unit, size]) => {
      const count = Math.floor(rest / size);
      rest -= count * size;
      return { unit, count };
    })
    .filter(({ count }, index) => index === 0 || count > 0);
}

/** "1 hr 2 min", "1 h 2 min": for reading, where nothing ticks. */
export function useDuration(): (ms: number) => string {
  const format = useFormatter();
  return (ms) =>
    durationParts(ms)
      .map(({ unit, count }) => format.number(count, { style: 'unit', unit, unitDisplay: 'short' }))
      .join(' ');
}
