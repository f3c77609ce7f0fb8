import { PHASES } from '@/lib/domain/words';

/** Single keys of the room; they never fire while somebody types. */
export const KEYS = [
  { name: 'note', shown: 'n' },
  { name: 'search', shown: '/' },
  { name: 'primary', shown: 'p' },
  { name: 'phases', shown: `1–${PHASES.length}` },
  { name: 'help', shown: '?' },
] as const;

const STORED = 'repli-keys';

export const keysAreOn = (): boolean => window.localStorage.getItem(STORED) !== 'off';

export function turnKeys(on: boolean): void {
  window.localStorage.setItem(STORED, on ? 'on' : 'off');
}

/** Whether a key belongs to what has the focus, not to the room. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof Element && target.closest('input, textarea, select, [contenteditable], [role=dialog]') !== null
  );
}
