import { ChevronDown } from 'lucide-react';
import { type ComponentProps, type ReactNode, useId } from 'react';
import { cx } from './cx';

export const CONTROL =
  'w-full rounded border border-edge bg-raised px-3 text-text text-sm touch:text-base min-h-9 touch:min-h-11 aria-invalid:border-danger';

interface FieldProps {
  label: ReactNode;
  hint?: ReactNode;
  error?: string | null | undefined;
  /** The label is for screen readers only: the place says it already. */
  quietLabel?: boolean | undefined;
  /** Carries the sign of what must be filled in, where other fields of the form may stay empty. */
  marked?: boolean | undefined;
  className?: string | undefined;
  children: (control: { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true }) => ReactNode;
}

/** For the eye only: what listens hears `aria-required`. */
const MARK = "after:text-danger after:content-['_*'_/_'']";

/** Label, control, hint and error, wired together for assistive technology. */
export function Field({ label, hint, error, quietLabel = false, marked = false, className, children }: FieldProps) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className={cx('grid min-w-0 content-start gap-1', className)}>
      <label htmlFor={id} className={quietLabel ? 'sr-only' : cx('font-semibold text-sm', marked && MARK)}>
        {label}
      </label>
      {children({ id, ...(described && { 'aria-describedby': described }), ...(error && { 'aria-invalid': true }) })}
      {hint && (
        <p id={`${id}-hint`} className="text-muted text-sm">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} role="alert" className="text-danger text-sm">
          {error}
        </p>
      )}
    </div>
  );
}

type Wrapped<T extends 'input' | 'textarea' | 'select'> = ComponentProps<T> & Omit<FieldProps, 'children'>;

export function TextField({ label, hint, error, quietLabel, marked, className, ...input }: Wrapped<'input'>) {
  return (
    <Field {...{ label, hint, error, quietLabel, marked, className }}>
      {(control) => <input {...input} {...control} className={CONTROL} />}
    </Field>
  );
}

export function TextArea({
  label,
  hint,
  error,
  quietLabel,
  marked,
  className,
  rows = 3,
  ...area
}: Wrapped<'textarea'>) {
  return (
    <Field {...{ label, hint, error, quietLabel, marked, className }}>
      {(control) => <textarea {...area} {...control} rows={rows} className={cx(CONTROL, 'py-2 leading-normal')} />}
    </Field>
  );
}

/** The platform's own list: the best one on a phone, and by keyboard. */
export function Select({ label, hint, error, quietLabel, marked, className, ...select }: Wrapped<'select'>) {
  return (
    <Field {...{ label, hint, error, quietLabel, marked, className }}>
      {(control) => <SelectControl {...select} {...control} />}
    </Field>
  );
}

/** The list without its label, set in as the text fields are: browsers draw its arrow and its text each in their own way. */
export function SelectControl({ className, ...select }: ComponentProps<'select'>) {
  return (
    <span className={cx('relative grid min-w-0', className)}>
      <select {...select} className={cx(CONTROL, 'min-w-0 appearance-none truncate pr-9 disabled:opacity-60')} />
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2 text-muted"
      />
    </span>
  );
}
