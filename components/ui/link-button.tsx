import Link from 'next/link';
import type { ComponentProps } from 'react';
import { cx } from './cx';

/** A link that looks like a button: it goes somewhere, it does nothing. */
export function LinkButton({
  look = 'quiet',
  className,
  ...rest
}: ComponentProps<typeof Link> & { look?: 'primary' | 'quiet' }) {
  return (
    <Link
      {...rest}
      className={cx(
        'inline-flex min-h-9 items-center justify-center gap-2 rounded text-sm leading-tight touch:min-h-11',
        look === 'primary'
          ? 'bg-accent px-4 font-semibold text-on-accent hover:brightness-110'
          : 'border border-edge/60 bg-raised px-3 hover:bg-sunken',
        className,
      )}
    />
  );
}
