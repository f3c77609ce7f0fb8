import type { Page } from '@playwright/test';
import { declare as declareIncident } from '@/lib/incidents/declare';
import type { Measure } from '../lib/figures';
import { repeat } from '../lib/repeat';
import type { Stage } from '../lib/stage';
import { median, quantile } from '../lib/statistics';

const TIMES = 10;
const WITHIN_MS = 20_000;
/** "Everything answers in well under a second." */
const GOAL_MS = 1_000;

/** From Enter on the declaration to a room that can be worked in. */
export const declare: Measure = {
  id: 'declare',
  title: 'from Enter on the declaration to the drawn room',
  method: `In a Chromium, ${TIMES} times in a row, browser warm after the first. The action alone: the same without a browser or HTTP.`,
  async run(stage) {
    const context = await stage.openBrowser();
    try {
      const page = await context.newPage();
      const [first = Number.NaN, ...others] = await repeat(TIMES + 1, WITHIN_MS, (n) => once(page, stage, n));
      const alone = await repeat(TIMES, WITHIN_MS, () => action(stage));
      const base = { name: 'the action alone', value: median(alone) };
      return [
        { name: 'Enter to room, median', value: median(others), unit: 'ms', base },
        { name: 'Enter to room, p95', value: quantile(others, 0.95), unit: 'ms' },
        {
          name: 'Enter to room, first in this browser',
          value: first,
          unit: 'ms',
          base: { name: 'goal', value: GOAL_MS },
        },
      ];
    } finally {
      await context.close();
    }
  },
};

/** Milliseconds on the page's own clock, from the form's submission to the first frame with a room. */
async function once(page: Page, { console, world }: Stage, n: number): Promise<number> {
  await page.goto(`${console.url}/declare?service=${world.serviceId}`);
  // React gives it the focus: from then on the form is alive.
  const words = page.locator('form input:focus');
  await words.waitFor();
  await words.fill(`Bench ${n}`);
  await page.evaluate(() => {
    // No function has a name here: what compiles this file would mark it with a helper that the page does not have.
    const drawn = new Promise<number>((resolve) => {
      document.addEventListener(
        'submit',
        () => {
          const began = performance.now();
          const watcher = new MutationObserver(() => {
            if (!document.querySelector('[data-room]')) return;
            watcher.disconnect();
            requestAnimationFrame(() => resolve(performance.now() - began));
          });
          watcher.observe(document.body, { childList: true, subtree: true });
        },
        { capture: true, once: true },
      );
    });
    Object.assign(window, { benchDrawn: drawn });
  });
  await page.keyboard.press('Enter');
  return page.evaluate(() => (window as unknown as { benchDrawn: Promise<number> }).benchDrawn);
}

async function action({ world }: Stage): Promise<number> {
  const began = performance.now();
  const declaration = {
    serviceId: world.serviceId,
    title: 'Bench',
    symptoms: [],
    class: 'urgent' as const,
    drill: true,
  };
  const declared = await declareIncident(declaration, world.commander);
  if (!declared.ok) throw new Error(`the declaration was refused: ${declared.error.code}`);
  return performance.now() - began;
}
