'use client';

import { Tabs as Radix } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cx } from './cx';

export const Tabs = Radix.Root;

export function TabList({ className, ...rest }: ComponentProps<typeof Radix.List>) {
  return <Radix.List {...rest} className={cx('flex gap-1 overflow-x-auto border-b', className)} />;
}

export function Tab({ className, ...rest }: ComponentProps<typeof Radix.Trigger>) {
  return (
    <Radix.Trigger
      {...rest}
      className={cx(
        'min-h-9 whitespace-nowrap border-transparent border-b-2 px-3 text-muted text-sm touch:min-h-11',
        'data-[state=active]:border-accent data-[state=active]:font-semibold data-[state=active]:text-text',
        className,
      )}
    />
  );
}

export const TabPanel = Radix.Content;
