import { scaleLinear } from '@visx/scale';
import { cx } from '@/components/ui/cx';
import { Legend } from './legend';
import { type ChartTone, TONES } from './tones';

export interface Bar {
  label: string;
  /** In words at the end of the bar. */
  value: string;
  /** Side by side in one bar. */
  parts: { name: string; tone: ChartTone; value: number }[];
  /** A line across the bar, such as a budget, in the unit of the parts. */
  mark?: number;
}

/** Bars from left to right on one scale; their words stand above them, so that they fit on a phone. */
export function BarChart({ bars, legend }: { bars: Bar[]; legend?: { name: string; tone: ChartTone }[] }) {
  const totals = bars.map(({ parts, mark = 0 }) =>
    Math.max(
      mark,
      parts.reduce((sum, { value }) => sum + value, 0),
    ),
  );
  const x = scaleLinear<number>({ domain: [0, Math.max(1, ...totals)], range: [0, 100] });
  return (
    <div className="grid gap-3">
      {legend && <Legend series={legend} />}
      <ul className="grid gap-2.5 text-sm">
        {bars.map(({ label, value, parts, mark }) => (
          <li key={label} className="grid gap-1">
            <span className="flex min-w-0 justify-between gap-4">
              <span className="min-w-0 [overflow-wrap:anywhere]">{label}</span>
              <span className="tabular shrink-0 text-muted">{value}</span>
            </span>
            <span className="relative flex h-3 gap-px rounded-xs bg-sunken">
              {parts
                .filter(({ value: size }) => size > 0)
                .map((part) => (
                  <span
                    key={part.name}
                    title={part.name}
                    className={cx('h-full', TONES[part.tone].fill)}
                    style={{ width: `${x(part.value)}%` }}
                  />
                ))}
              {mark !== undefined && (
                <span className="absolute -inset-y-1 w-0.5 bg-text" style={{ left: `${Math.min(x(mark), 99.5)}%` }} />
              )}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
