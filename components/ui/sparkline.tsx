import { cx } from './cx';
import { TONE_TEXT, type Tone } from './status';

export interface SparkPoint {
  value: number;
  tone: Tone;
}

const HEIGHT = 20;
const STEP = 3;

/** One bar a sample, oldest first: its height is the value, and what did not pass is full height in its tone. */
export function Sparkline({ points, label, slots = 24 }: { points: SparkPoint[]; label: string; slots?: number }) {
  const shown = points.slice(-slots).map((point, slot) => ({ ...point, slot }));
  const highest = Math.max(1, ...shown.map((point) => point.value));
  return (
    <svg role="img" aria-label={label} width={slots * STEP} height={HEIGHT} className="block shrink-0">
      {shown.map(({ slot, value, tone }) => {
        const height = tone === 'ok' ? Math.max(3, (value / highest) * HEIGHT) : HEIGHT;
        const x = (slots - shown.length + slot) * STEP;
        return (
          <rect
            key={slot}
            x={x}
            y={HEIGHT - height}
            width={STEP - 1}
            height={height}
            className={cx('fill-current', TONE_TEXT[tone])}
          />
        );
      })}
    </svg>
  );
}
