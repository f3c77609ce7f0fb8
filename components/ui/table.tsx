import type { ComponentProps } from 'react';
import { cx } from './cx';
import { ScrollArea } from './scroll-area';

/** Dense rows of 36 px, 44 px under a finger. Wide tables scroll inside their own frame, never the page. */
export function Table({ className, label, ...rest }: ComponentProps<'table'> & { label: string }) {
  return (
    <ScrollArea label={label} className="min-w-0 overflow-x-auto">
      <table {...rest} className={cx('w-full border-collapse text-left text-sm', className)} />
    </ScrollArea>
  );
}

export function Th({ className, ...rest }: ComponentProps<'th'>) {
  return (
    <th
      scope="col"
      {...rest}
      className={cx('h-9 whitespace-nowrap border-b px-3 font-semibold text-muted text-xs', className)}
    />
  );
}

export function Td({ className, ...rest }: ComponentProps<'td'>) {
  return <td {...rest} className={cx('h-9 border-b px-3 py-1.5 align-middle touch:h-11', className)} />;
}
