'use client';

import { type RefObject, useEffect, useRef } from 'react';

/**
 * Moves the focus to what comes next, once, as soon as it can be pressed; never away from where somebody is working.
 * This is what lets a rollback be started with four keys.
 */
export function useFocusOnce(element: RefObject<HTMLElement | null>, ready: boolean): void {
  const done = useRef(false);
  useEffect(() => {
    if (!ready || done.current) return;
    const active = document.activeElement;
    const idle = active === null || active === document.body || active.id === 'content' || !active.isConnected;
    if (!idle) return;
    done.current = true;
    element.current?.focus({ preventScroll: true });
  }, [element, ready]);
}
