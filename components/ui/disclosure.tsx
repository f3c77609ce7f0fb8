'use client';

import { ChevronRight } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { cx } from './cx';

/** A line that opens to more. Native; `lazy` content is made only once somebody opens it. */
export function Disclosure({
  summary,
  open = false,
  lazy = false,
  className,
  children,
}: {
  summary: ReactNode;
  open?: boolean;
  lazy?: boolean;
  className?: string;
  children: ReactNode;
}) {
  const [made, setMade] = useState(!lazy || open);
  return (
    <details
      open={open}
      onToggle={(event) => event.currentTarget.open && setMade(true)}
      className={cx('min-w-0', className)}
    >
      {/* Only its own line turns the arrow: a group would follow any open one around it. */}
      <summary className="flex min-h-9 list-none items-center gap-1.5 rounded text-sm hover:text-accent touch:min-h-11">
        <ChevronRight aria-hidden className="size-4 shrink-0 text-muted [details[open]>summary>&]:rotate-90" />
        <span className="min-w-0">{summary}</span>
      </summary>
      <div className="grid min-w-0 gap-3 pb-2 pl-5.5">{made && children}</div>
    </details>
  );
}
