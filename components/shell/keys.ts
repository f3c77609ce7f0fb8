/** What stands in a page says its own key in `aria-keyshortcuts`; the room's main button is found by what it is. */
const at = (key: string): string =>
  key === 'p' ? '[data-primary]' : `[aria-keyshortcuts="${CSS.escape(key.toUpperCase())}"]`;

/** Single keys, in the order of the list that `?` opens. `first` is what has to be in sight for them to be of use. */
export const KEYS = [
  { name: 'declare', shown: 'D', first: 'd' },
  { name: 'search', shown: '/', first: '/' },
  { name: 'note', shown: 'N', first: 'n' },
  { name: 'primary', shown: 'P', first: 'p' },
  { name: 'phases', shown: '1–5', first: '1' },
] as const;

/** What a key leads to on the page as it stands, and is in sight; null where it means nothing. */
export function placeOf(key: string): HTMLElement | null {
  const places = [...document.querySelectorAll<HTMLElement>(at(key.toLowerCase()))];
  return places.find((place) => place.checkVisibility() && !place.matches(':disabled')) ?? null;
}

/** A link is followed and a switch pressed; anything else is only brought under the hands. */
export function goTo(place: HTMLElement): void {
  if (place.matches('a, [aria-pressed]')) place.click();
  else place.focus();
}

const STORED = 'repli-keys';

export const keysAreOn = (): boolean => window.localStorage.getItem(STORED) !== 'off';

export function turnKeys(on: boolean): void {
  window.localStorage.setItem(STORED, on ? 'on' : 'off');
}

/** Whether a key belongs to what has the focus, not to the page. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof Element && target.closest('input, textarea, select, [contenteditable], [role=dialog]') !== null
  );
}
