import { scaleLinear } from '@visx/scale';
import { LinePath } from '@visx/shape';
import { cx } from '@/components/ui/cx';
import { Legend } from './legend';
import { type ChartTone, TONES } from './tones';

interface Props {
  /** Names of the places along the bottom, from left to right. */
  labels: string[];
  /** Null where nothing was measured: the line has a gap there. */
  series: { name: string; tone: ChartTone; values: (number | null)[] }[];
  format: (value: number) => string;
}

/** About as many lines across; the topmost is at least as high as any value. */
const TICKS = 4;

/** Lines over time, drawn by the server, the first series on top. The drawing stretches with its frame, the words beside it keep their size. */
export function LineChart({ labels, series, format }: Props) {
  const highest = Math.max(0, ...series.flatMap(({ values }) => values.map((value) => value ?? 0)));
  const x = scaleLinear<number>({ domain: [0, Math.max(1, labels.length - 1)], range: [0, 100] });
  const y = scaleLinear<number>({ domain: [0, highest || 1], range: [100, 0], nice: TICKS });
  const ticks = y.ticks(TICKS);
  return (
    <div className="grid gap-2">
      <Legend series={series} />
      <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 text-muted text-xs">
        <div className="tabular relative w-14 text-right">
          {ticks.map((tick) => (
            <span key={tick} className="absolute right-0 -translate-y-1/2" style={{ top: `${y(tick)}%` }}>
              {format(tick)}
            </span>
          ))}
        </div>
        <svg aria-hidden viewBox="0 0 100 100" preserveAspectRatio="none" className="h-48 w-full overflow-visible">
          {ticks.map((tick) => (
            <line key={tick} x1={0} x2={100} y1={y(tick)} y2={y(tick)} className="stroke-line" {...SHARP} />
          ))}
          {series.toReversed().map(({ name, tone, values }) => (
            <LinePath
              key={name}
              data={values}
              defined={(value) => value !== null}
              x={(_, index) => x(index)}
              y={(value) => y(value ?? 0)}
              strokeWidth={TONES[tone].width}
              strokeDasharray={TONES[tone].dash}
              className={cx('fill-none', TONES[tone].line)}
              {...SHARP}
            />
          ))}
        </svg>
        <span />
        <div className="relative mt-1 h-4">
          {labels.map((label, index) =>
            index % Math.ceil(labels.length / 4) === 0 ? (
              <span
                key={label}
                className={cx('absolute whitespace-nowrap', PLACE[sideOf(x(index))])}
                style={{ left: `${x(index)}%` }}
              >
                {label}
              </span>
            ) : null,
          )}
        </div>
      </div>
    </div>
  );
}

/** Words stand below their place, and at both ends within the frame. */
const PLACE = { first: '', between: '-translate-x-1/2', last: '-translate-x-full' } as const;
const sideOf = (at: number): keyof typeof PLACE => (at < 10 ? 'first' : at > 90 ? 'last' : 'between');

/** Lines keep their width however the drawing is stretched. */
const SHARP = { vectorEffect: 'non-scaling-stroke' } as const;
