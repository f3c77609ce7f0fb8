/*
 * Functions for `page.evaluate`: each is sent to the browser as its source, so each stands alone and holds what it
 * needs within itself.
 */

/** Elements that stick out to the right of a page that scrolls sideways, the innermost only. */
export function sidewaysElements(): string[] {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const out = [...document.body.querySelectorAll<HTMLElement>('*')].filter((element) => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.right > width + 0.5 && !scrollsItself(element);
  });
  const innermost = out.filter((element) => !out.some((other) => other !== element && element.contains(other)));
  return innermost.slice(0, 5).map((element) => {
    const { right } = element.getBoundingClientRect();
    return `<${element.tagName.toLowerCase()} class="${element.className}"> reaches ${Math.round(right)} of ${width} px: ${element.textContent?.trim().slice(0, 60)}`;
  });

  function scrollsItself(element: HTMLElement): boolean {
    for (let at = element.parentElement; at && at !== document.body; at = at.parentElement) {
      if (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(at).overflowX)) return true;
    }
    return false;
  }
}

/** Texts of which a part is hidden by a frame around them, unless an ellipsis or a scroll bar says so. */
export function clippedTexts(): string[] {
  const found: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode;
    const parent = text.parentElement;
    if (!parent || !text.textContent?.trim() || !isShown(parent)) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const box = range.getBoundingClientRect();
    if (box.width === 0 || box.height === 0) continue;
    if (isCut(parent, box))
      found.push(
        `${text.textContent.trim().slice(0, 60)} in <${parent.tagName.toLowerCase()} class="${parent.className}">`,
      );
  }
  return found.slice(0, 10);

  function isShown(element: HTMLElement): boolean {
    if (element.closest('script, style, noscript, option, [hidden], [aria-hidden="true"]')) return false;
    return element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  }

  function isCut(parent: HTMLElement, box: DOMRect): boolean {
    for (let at: HTMLElement | null = parent; at && at !== document.body; at = at.parentElement) {
      const style = getComputedStyle(at);
      const frame = at.getBoundingClientRect();
      // Text for screen readers only is a box of one pixel.
      if (frame.width <= 1 || frame.height <= 1 || style.position === 'fixed') return false;
      if (/auto|scroll/.test(style.overflowX + style.overflowY)) return false;
      if (reachesOut(style, frame, box)) return style.textOverflow !== 'ellipsis' && style.webkitLineClamp === 'none';
    }
    return false;
  }

  function reachesOut(style: CSSStyleDeclaration, frame: DOMRect, box: DOMRect): boolean {
    const hides = (value: string) => value === 'hidden' || value === 'clip';
    const sideways = box.right > frame.right + 1 || box.left < frame.left - 1;
    // Line boxes of tight headings reach out a little without losing a letter.
    const upright = box.bottom > frame.bottom + 3 || box.top < frame.top - 3;
    return (hides(style.overflowX) && sideways) || (hides(style.overflowY) && upright);
  }
}

/** Texts that are the key of a message, as a missing translation shows itself: `home.error.title`. */
export function bareKeys(namespaces: string[]): string[] {
  const key = new RegExp(`^(${namespaces.join('|')})(\\.[A-Za-z_]+){1,4}$`);
  const found: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent?.trim() ?? '';
    const parent = walker.currentNode.parentElement;
    if (key.test(text) && !parent?.closest('script, style, code, pre, textarea')) found.push(text);
  }
  return found.slice(0, 10);
}

/** What can be pressed and is smaller than a finger. A link within a sentence is exempt (WCAG 2.5.8, inline). */
export function smallTargets(): string[] {
  const LEAST = 44;
  const pressable =
    'a[href], button, input:not([type="hidden"]), select, textarea, summary, [role="button"], [role="tab"], [role="option"], [role="radio"], [role="switch"], [role^="menuitem"]';
  const small: string[] = [];
  for (const element of document.querySelectorAll<HTMLElement>(pressable)) {
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    const box = targetBox(element);
    if (box.width <= 1 || isInline(element)) continue;
    // Half a pixel is a matter of rounding.
    if (box.width >= LEAST - 0.5 && box.height >= LEAST - 0.5) continue;
    const name = element.getAttribute('aria-label') ?? (element.textContent?.trim() || element.getAttribute('name'));
    small.push(
      `<${element.tagName.toLowerCase()}> ${Math.round(box.width)} × ${Math.round(box.height)} px: ${name?.slice(0, 60)}`,
    );
  }
  return small.slice(0, 10);

  /** A box belongs to its label, a stretched link to its card. */
  function targetBox(element: HTMLElement): DOMRect {
    const label = element.matches('input[type="checkbox"], input[type="radio"]') ? element.closest('label') : null;
    const after = getComputedStyle(element, '::after');
    const stretched = after.content !== 'none' && after.position === 'absolute' ? element.offsetParent : null;
    return (label ?? stretched ?? element).getBoundingClientRect();
  }

  function isInline(element: HTMLElement): boolean {
    return element.tagName === 'A' && getComputedStyle(element).display === 'inline';
  }
}
