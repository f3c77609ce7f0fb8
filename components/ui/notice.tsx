import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './cx';
import { TONE_SOFT, type Tone } from './status';

const ICONS = { neutral: Info, accent: Info, running: Info, ok: CircleCheck, warn: TriangleAlert, danger: CircleAlert };

/** A sentence that must be seen, with what can be done about it. */
export function Notice({
  tone = 'neutral',
  title,
  children,
  actions,
  className,
}: {
  tone?: Tone;
  title?: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  className?: string;
}) {
  const Icon = ICONS[tone];
  return (
    <div className={cx('flex gap-3 rounded px-3 py-2.5 text-sm', TONE_SOFT[tone], className)}>
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="grid min-w-0 flex-1 gap-1">
        {title && <p className="font-semibold">{title}</p>}
        {children && <div className="min-w-0 text-text [overflow-wrap:anywhere]">{children}</div>}
        {actions && <div className="flex flex-wrap gap-2 pt-1">{actions}</div>}
      </div>
    </div>
  );
}
