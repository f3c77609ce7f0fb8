import type { ReactNode } from 'react';
import { cx } from './cx';

// A frame that scrolls must be reachable by keyboard (WCAG 2.1.1), although nothing in it can be pressed.
const REACHABLE = { tabIndex: 0 } as const;

/** A labelled frame that scrolls on its own, so that the page never does sideways. */
export function ScrollArea({ label, className, children }: { label: string; className?: string; children: ReactNode }) {
  return (
    <section aria-label={label} {...REACHABLE} className={cx('relative', className)}>
      {children}
    </section>
  );
}
