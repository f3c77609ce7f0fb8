import type { ReactNode } from 'react';
import { cx } from '@/components/ui/cx';
import { type Place, Trail } from './trail';

/** The frame of a page: its one h1, what can be done here, and a measure that stays readable on a wide screen. */
export function PageFrame({
  title,
  lead,
  trail,
  actions,
  narrow = false,
  children,
}: {
  title: ReactNode;
  lead?: ReactNode;
  /** The places above this page, outermost first. */
  trail?: Place[];
  actions?: ReactNode;
  narrow?: boolean;
  children: ReactNode;
}) {
  return (
    <div
      className={cx(
        'mx-auto grid w-full min-w-0 grid-cols-1 content-start gap-6 px-4 py-5 sm:px-6 sm:py-8',
        narrow ? 'max-w-3xl' : 'max-w-7xl',
      )}
    >
      <div className="grid min-w-0 gap-1">
        {trail && <Trail places={trail} />}
        <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
          <div className="grid min-w-0 gap-1">
            <h1 className="text-2xl [overflow-wrap:anywhere]">{title}</h1>
            {lead && <div className="max-w-3xl text-muted">{lead}</div>}
          </div>
          {actions && <div className="no-print flex flex-wrap items-center gap-2 max-sm:w-full">{actions}</div>}
        </header>
      </div>
      {children}
    </div>
  );
}
