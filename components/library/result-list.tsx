'use client';

import type { KeyboardEvent, ReactNode } from 'react';

/** A list whose links the arrow keys lead through; Enter opens, as on any link. */
export function ResultList({ label, children }: { label: string; children: ReactNode }) {
  const press = (event: KeyboardEvent<HTMLUListElement>) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    const links = [...event.currentTarget.querySelectorAll('a')];
    const next = links[links.findIndex((link) => link.matches(':focus')) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  };
  return (
    <ul aria-label={label} onKeyDown={press} className="min-w-0 rounded border bg-raised shadow">
      {children}
    </ul>
  );
}
