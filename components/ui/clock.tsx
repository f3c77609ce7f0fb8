import { cx } from './cx';

/** "1:12", "1:02:45"; whole seconds, never negative. */
export function formatDuration(ms: number): string {
  const total = Math.max(0, Math.floor(ms / 1000));
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor((total % 3600) / 60);
  const seconds = String(total % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${seconds}` : `${minutes}:${seconds}`;
}

/** A duration whose digits keep their width. */
export function Clock({ ms, className }: { ms: number; className?: string }) {
  return <span className={cx('tabular', className)}>{formatDuration(ms)}</span>;
}
