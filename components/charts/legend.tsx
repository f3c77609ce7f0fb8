import { cx } from '@/components/ui/cx';
import { type ChartTone, TONES } from './tones';

/** Which series is which. */
export function Legend({ series }: { series: { name: string; tone: ChartTone }[] }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
      {series.map(({ name, tone }) => (
        <li key={name} className="inline-flex items-center gap-1.5">
          <span className={cx('size-3 rounded-xs', TONES[tone].fill)} />
          {name}
        </li>
      ))}
    </ul>
  );
}
