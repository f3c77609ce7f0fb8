'use client';

import { type ReactNode, useState } from 'react';
import { cx } from './cx';

/** Marks a live change of `value` with a highlight that fades; never on what was there when the page opened. */
export function Live({ value, className, children }: { value: string; className?: string; children: ReactNode }) {
  const [first] = useState(value);
  return (
    <div key={value} className={cx('rounded', value !== first && 'animate-live', className)}>
      {children}
    </div>
  );
}
