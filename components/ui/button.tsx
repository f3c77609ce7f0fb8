'use client';

import { LoaderCircle } from 'lucide-react';
import { type ComponentProps, useId } from 'react';
import { cx } from './cx';

const LOOKS = {
  primary: 'bg-accent text-on-accent font-semibold hover:brightness-110 px-4',
  quiet: 'bg-raised text-text border border-edge/60 hover:bg-sunken px-3',
  ghost: 'text-text hover:bg-sunken px-2',
  danger: 'bg-danger-fill text-on-danger font-semibold hover:brightness-110 px-4',
} as const;

const BASE =
  'inline-flex min-h-9 py-1.5 touch:min-h-11 items-center justify-center gap-2 rounded text-sm leading-tight transition-[background-color,filter] select-none';
const OFF = 'cursor-not-allowed opacity-60';
/** A filled button that waits would lose its words in a paler fill: they stay readable on grey. */
const FILLED_OFF = 'cursor-not-allowed border border-edge/60 bg-sunken px-4 font-semibold text-muted';

export interface ButtonProps extends Omit<ComponentProps<'button'>, 'disabled'> {
  look?: keyof typeof LOOKS;
  /** The work it started is under way: it keeps its width and cannot be pressed again. */
  busy?: boolean;
  disabled?: boolean;
  /** Why it cannot be pressed now, shown beside it. The button stays focusable, so that the reason is heard too. */
  reason?: string | null | undefined;
  /** Where the reason stands. */
  reasonPlace?: 'beside' | 'below';
}

/** A button says what it will do; when it cannot, it says why. */
export function Button({
  look = 'quiet',
  busy = false,
  disabled = false,
  reason,
  reasonPlace = 'beside',
  className,
  onClick,
  children,
  type = 'button',
  ...rest
}: ButtonProps) {
  const reasonId = useId();
  const off = disabled || busy || Boolean(reason);
  const filled = look === 'primary' || look === 'danger';
  const button = (
    <button
      {...rest}
      type={type}
      aria-disabled={off || undefined}
      aria-busy={busy || undefined}
      aria-describedby={reason ? reasonId : rest['aria-describedby']}
      onClick={(event) => {
        if (off) event.preventDefault();
        else onClick?.(event);
      }}
      className={cx(BASE, off && filled ? FILLED_OFF : LOOKS[look], off && !filled && OFF, className)}
    >
      {busy && <LoaderCircle aria-hidden className="size-4 shrink-0 animate-spin" />}
      {children}
    </button>
  );
  if (!reason) return button;
  return (
    <span
      className={cx(
        'inline-flex max-w-full gap-x-3 gap-y-1',
        reasonPlace === 'below' ? 'flex-col' : 'flex-wrap items-center',
      )}
    >
      {button}
      <span id={reasonId} className="text-muted text-sm">
        {reason}
      </span>
    </span>
  );
}
