import { cx } from './cx';

const FILL = { running: 'bg-running', ok: 'bg-ok' } as const;

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
        className={cx('h-full transition-[width]', FILL[tone], !known && 'animate-shimmer opacity-40')}
        style={known ? { width: `${percent}%` } : undefined}
      />
    </div>
  );
}
