'use client';

import { type ReactNode, useState } from 'react';
import { cx } from '@/components/ui/cx';

const PARTS = ['main', 'timeline'] as const;
type Part = (typeof PARTS)[number];

const PANE: Record<Part, string> = {
  // `relative`: what is for screen readers only is placed in here, and never makes the page itself taller.
  main: 'relative min-w-0 lg:overflow-y-auto',
  timeline: 'flex min-w-0 flex-col bg-raised max-lg:flex-1 lg:min-h-0 lg:border-l',
};

/** Beside each other where there is room, each scrolling on its own; else one at a time, kept as it was left. */
export function Split({
  label,
  main,
  timeline,
  labels,
}: { label: string; labels: Record<Part, string> } & Record<Part, ReactNode>) {
  const [shown, setShown] = useState<Part>('main');
  const parts = { main, timeline };
  return (
    <>
      <fieldset className="flex border-b bg-raised px-3 lg:hidden">
        <legend className="sr-only">{label}</legend>
        {PARTS.map((part) => (
          <button
            key={part}
            type="button"
            aria-pressed={shown === part}
            onClick={() => setShown(part)}
            className={cx(
              'min-h-11 border-b-2 px-3 text-sm',
              shown === part ? 'border-accent font-semibold' : 'border-transparent text-muted',
            )}
          >
            {labels[part]}
          </button>
        ))}
      </fieldset>
      <div className="flex min-h-0 min-w-0 flex-1 flex-col lg:grid lg:grid-cols-[minmax(0,1fr)_24rem] xl:grid-cols-[minmax(0,1fr)_26rem]">
        {PARTS.map((part) => (
          <div key={part} data-part={part} className={cx(PANE[part], shown !== part && 'max-lg:hidden')}>
            {parts[part]}
          </div>
        ))}
      </div>
    </>
  );
}
