'use client';

import { type ReactNode, useEffect, useRef } from 'react';
import { cx } from './cx';

const ITEM = 'flex min-h-9 w-full items-center gap-2 rounded px-2 text-left text-sm hover:bg-sunken touch:min-h-11';

/** A native disclosure that closes on Escape, outside, when the focus leaves it, and once something in it was pressed. */
export function Menu({
  label,
  trigger,
  className,
  children,
}: {
  label: string;
  trigger: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  const menu = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const close = (event: Event) => {
      const open = menu.current;
      if (!open?.open) return;
      const escaped = event instanceof KeyboardEvent && event.key === 'Escape';
      const outside = event instanceof PointerEvent && !open.contains(event.target as Node);
      if (escaped || outside) open.open = false;
      if (escaped) open.querySelector('summary')?.focus();
    };
    const left = (event: FocusEvent) => {
      const to = event.relatedTarget as Node | null;
      if (menu.current && to && !menu.current.contains(to)) menu.current.open = false;
    };
    const chosen = (event: MouseEvent) => {
      const item = (event.target as Element).closest('a, button');
      if (item && menu.current) menu.current.open = false;
    };
    const element = menu.current;
    document.addEventListener('pointerdown', close);
    document.addEventListener('keydown', close);
    element?.addEventListener('click', chosen);
    element?.addEventListener('focusout', left);
    return () => {
      document.removeEventListener('pointerdown', close);
      document.removeEventListener('keydown', close);
      element?.removeEventListener('click', chosen);
      element?.removeEventListener('focusout', left);
    };
  }, []);
  return (
    <details ref={menu} className="no-print relative shrink-0">
      <summary
        aria-label={label}
        title={label}
        className="flex min-h-9 min-w-9 list-none items-center justify-center rounded hover:bg-sunken touch:min-h-11 touch:min-w-11"
      >
        {trigger}
      </summary>
      <div
        className={cx(
          'absolute right-0 z-40 mt-1 grid w-72 max-w-[calc(100vw-1rem)] gap-0.5 rounded border bg-raised p-2 shadow',
          className,
        )}
      >
        {children}
      </div>
    </details>
  );
}

/** A line of a menu that does something. What cannot be done now says why under its words. */
export function MenuItem({
  icon,
  reason,
  onSelect,
  children,
}: {
  icon?: ReactNode;
  reason?: string | null;
  onSelect: () => void;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      aria-disabled={reason ? true : undefined}
      onClick={() => !reason && onSelect()}
      className={cx(ITEM, reason && 'cursor-not-allowed py-1 text-muted')}
    >
      {icon}
      <span className="min-w-0">
        {children}
        {reason && <span className="block text-muted text-xs">{reason}</span>}
      </span>
    </button>
  );
}

/** A line of a menu that leads somewhere. */
export function MenuLink({
  icon,
  href,
  download = false,
  children,
}: {
  icon?: ReactNode;
  href: string;
  download?: boolean;
  children: ReactNode;
}) {
  return (
    <a href={href} className={ITEM} {...(download && { download: true })}>
      {icon}
      <span className="min-w-0">{children}</span>
    </a>
  );
}
