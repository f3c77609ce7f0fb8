'use client';

import { useEffect } from 'react';
import { PHASES, type Phase } from '@/lib/domain/words';
import { useAsk } from './ask/ask-context';
import { isTyping, keysAreOn } from './keys';

/** Single-key shortcuts of the room; they can be turned off. */
export function useKeys(onShow: (phase: Phase) => void): void {
  const ask = useAsk();
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const modified = event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented;
      if (modified || isTyping(event.target) || !keysAreOn()) return;
      const focus = (selector: string) => {
        event.preventDefault();
        document.querySelector<HTMLElement>(selector)?.focus();
      };
      const phase = PHASES[Number(event.key) - 1];
      if (event.key === 'n') focus('[data-note] textarea');
      else if (event.key === '/') focus('[data-timeline] input[type=search]');
      else if (event.key === 'p') focus('[data-primary]');
      else if (event.key === '?') ask({ kind: 'keys' });
      else if (phase) onShow(phase);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [ask, onShow]);
}
