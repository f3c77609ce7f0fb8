import type { ComponentProps, ReactNode } from 'react';
import { cx } from './cx';

/** The whole line is the target. */
export function Checkbox({
  label,
  hint,
  className,
  ...input
}: Omit<ComponentProps<'input'>, 'type'> & { label: ReactNode; hint?: ReactNode }) {
  return (
    <label
      className={cx(
        'flex min-h-9 cursor-pointer items-start gap-3 py-2 text-sm leading-5 touch:min-h-11 touch:py-3',
        className,
      )}
    >
      <input {...input} type="checkbox" className="mt-0.5 size-4 shrink-0 touch:size-5" />
      <span className="min-w-0">
        {label}
        {hint && <span className="block text-muted">{hint}</span>}
      </span>
    </label>
  );
}
