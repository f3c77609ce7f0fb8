import type { Page } from '@playwright/test';
import { machineMs } from './clock';

/** When the DOM showed a text, and the first animation frame after it; ms of the page's own clock. */
export interface Shown {
  text: string;
  changedMs: number;
  frameMs: number;
}

/** Watches the timeline for texts that match `bench-…`, each once. Collect with `takeShown`. */
export async function watchTimeline(page: Page): Promise<void> {
  await page.evaluate(() => {
    const timeline = document.querySelector('[data-timeline]');
    if (!timeline) throw new Error('there is no timeline');
    const shown: Shown[] = [];
    const known = new Set<string>();
    Object.assign(window, { benchShown: shown });
    new MutationObserver((mutations) => {
      const changedMs = performance.now();
      const text = mutations.flatMap(({ addedNodes }) => [...addedNodes].map((node) => node.textContent)).join(' ');
      for (const found of text.match(/bench-\d+/g) ?? []) {
        if (known.has(found)) continue;
        known.add(found);
        requestAnimationFrame(() => shown.push({ text: found, changedMs, frameMs: performance.now() }));
      }
    }).observe(timeline, { childList: true, subtree: true });
  });
}

export function takeShown(page: Page): Promise<Shown[]> {
  return page.evaluate(() => (window as unknown as { benchShown: Shown[] }).benchShown);
}

/**
 * What to add to the page's clock to get the machine's, and how far off that may be: half of the quickest of many
 * questions to the page.
 */
export async function clockOffset(page: Page): Promise<{ offsetMs: number; errorMs: number }> {
  let best = { offsetMs: 0, errorMs: Number.POSITIVE_INFINITY };
  for (let n = 0; n < 50; n++) {
    const before = machineMs();
    const there = await page.evaluate(() => performance.now());
    const after = machineMs();
    const errorMs = (after - before) / 2;
    if (errorMs < best.errorMs) best = { offsetMs: before + errorMs - there, errorMs };
  }
  return best;
}
