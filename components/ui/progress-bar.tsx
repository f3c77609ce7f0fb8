import { cx } from './cx';

const FILL = { running: 'bg-running', ok: 'bg-ok' } as const;
/** Also where nothing may move, it must not look like a full bar. */
const STRIPES =
  'animate-shimmer bg-[repeating-linear-gradient(-45deg,var(--color-running)_0_0.375rem,transparent_0.375rem_0.75rem)]';

interface Props {
  done: number;
  total: number;
  label: string;
  tone?: keyof typeof FILL;
}

/** How far along, for eyes and for assistive technology; of an unknown `total` (0), only that it goes on. */
export function ProgressBar({ done, total, label, tone = 'running' }: Props) {
  const known = total > 0;
  const percent = known ? Math.min(100, Math.round((done / total) * 100)) : 0;
  return (
    <div
      role="progressbar"
      aria-label={label}
      {...(known && { 'aria-valuemin': 0, 'aria-valuemax': 100, 'aria-valuenow': percent })}
      className="h-1.5 overflow-hidden rounded-full bg-line"
    >
      <div
        className={cx('h-full transition-[width]', known ? FILL[tone] : STRIPES)}
        style={known ? { width: `${percent}%` } : undefined}
      />
    </div>
  );
}
