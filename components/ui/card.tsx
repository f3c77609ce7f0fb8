import type { ComponentProps, ReactNode } from 'react';
import { cx } from './cx';

/** A raised panel with an optional head line. */
export function Card({
  title,
  aside,
  level: Heading = 'h2',
  children,
  className,
  bodyClassName = 'p-4',
  ...rest
}: Omit<ComponentProps<'section'>, 'title'> & {
  title?: ReactNode;
  aside?: ReactNode;
  level?: 'h2' | 'h3';
  bodyClassName?: string;
}) {
  return (
    <section {...rest} className={cx('min-w-0 rounded border bg-raised shadow', className)}>
      {title && (
        <header className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b px-4 py-2">
          <Heading className="min-w-0 text-base">{title}</Heading>
          {aside && <div className="flex flex-wrap items-center gap-2 text-muted text-sm">{aside}</div>}
        </header>
      )}
      <div className={bodyClassName}>{children}</div>
    </section>
  );
}
