import type { ReactNode } from 'react';

/** A titled part of a page, with a way to see more. Its heading names it; a landmark for each would be noise. */
export function Section({
  title,
  aside,
  id,
  children,
}: {
  title: ReactNode;
  aside?: ReactNode;
  id?: string;
  children: ReactNode;
}) {
  return (
    <section id={id} className="grid min-w-0 grid-cols-1 content-start gap-2">
      <div className="flex min-h-8 flex-wrap items-center justify-between gap-x-4">
        <h2 className="text-base">{title}</h2>
        {aside && <div className="text-sm">{aside}</div>}
      </div>
      {children}
    </section>
  );
}
