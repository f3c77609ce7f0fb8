'use client';

import { Search } from 'lucide-react';
import { useId } from 'react';
import { cx } from './cx';
import { CONTROL } from './field';

interface Props {
  label: string;
  placeholder: string;
  value: string;
  /** The answer to what was typed is under way. */
  pending: boolean;
  onType: () => void;
  className?: string;
}

/** Words to look for, named `q`; `/` leads to it. */
export function SearchField({ label, placeholder, value, pending, onType, className }: Props) {
  const id = useId();
  return (
    <div className={cx('grid min-w-0 gap-1', className)}>
      <label htmlFor={id} className="font-semibold text-sm">
        {label}
      </label>
      <span className="relative">
        <Search
          aria-hidden
          className={cx(
            'pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted',
            pending && 'animate-pulse-dot',
          )}
        />
        <input
          id={id}
          name="q"
          type="search"
          aria-keyshortcuts="/"
          defaultValue={value}
          onChange={onType}
          placeholder={placeholder}
          autoComplete="off"
          className={cx(CONTROL, 'pl-9')}
        />
      </span>
    </div>
  );
}
