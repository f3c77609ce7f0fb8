import { cx } from './cx';

/** Holds a panel's height while it loads. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={cx('animate-shimmer rounded bg-sunken', className)} />;
}
