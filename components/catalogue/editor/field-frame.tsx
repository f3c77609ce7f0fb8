'use client';

import { type ReactNode, useId } from 'react';
import { cx } from '@/components/ui/cx';
import type { FormField } from '@/lib/domain/form';
import { useProblem } from './form-context';

/** Several controls under one name, with what is wrong about them as a whole. */
export function FieldFrame({ field, path, children }: { field: FormField; path: string; children: ReactNode }) {
  const error = useProblem(path);
  const id = useId();
  return (
    <fieldset className="grid min-w-0 content-start gap-3 border-l-2 pl-3" aria-describedby={error ? id : undefined}>
      {/* Set apart from the labels below it; a grid leaves no gap after a legend. */}
      <legend className={cx('font-semibold text-base', field.help ? 'pb-0.5' : 'pb-3')}>{field.label}</legend>
      {field.help && <p className="text-muted text-sm">{field.help}</p>}
      {error && (
        <p id={id} role="alert" className="text-danger text-sm">
          {error}
        </p>
      )}
      {children}
    </fieldset>
  );
}
