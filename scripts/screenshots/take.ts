import type { Browser, BrowserContext, Page } from '@playwright/test';
import { PLAN_DOCUMENT } from '../../tests/setup/gallery/plan-document';
import { checkPage } from '../../tests/setup/page-checks';
import { REVISIONS } from '../../tests/setup/room/facts';
import type { Shot } from './pages';
import type { Stage } from './stage';
import type { Variant } from './variants';

/** Long enough for a lost stream to be told, and for what fades to have faded. */
const SETTLE_MS = 700;
const LOST_MS = 4_000;

/** Opens a page as its reader would, saves its picture in `file`, and answers what is wrong with it. */
export async function take(
  browser: Browser,
  stage: Stage,
  variant: Variant,
  shot: Shot,
  file: string,
): Promise<string[]> {
  const context = await contextFor(browser, stage, variant, shot);
  try {
    await standIn(context, shot);
    const page = await context.newPage();
    const wrong: string[] = [];
    listen(page, wrong);
    const path = typeof shot.path === 'string' ? shot.path : shot.path(stage);
    await page.goto(stage.url + path, { waitUntil: 'load' });
    await page.waitForTimeout(shot.disconnected ? LOST_MS : SETTLE_MS);
    if (shot.before) {
      await shot.before(page);
      await page.waitForTimeout(SETTLE_MS);
    }
    await page.screenshot({ path: file, fullPage: true });
    return [...wrong, ...(await checkPage(page, { touch: variant.width === 360 }))];
  } finally {
    await context.close();
  }
}

/** What a reader never sees and a developer should. A file that is missing on purpose is not an error of the page. */
function listen(page: Page, wrong: string[]): void {
  page.on('pageerror', (error) => wrong.push(`error on the page: ${error.message.slice(0, 300)}`));
  page.on('console', (message) => {
    if (message.type() !== 'error' || message.text().startsWith('Failed to load resource')) return;
    wrong.push(`error on the console: ${message.text().slice(0, 300)}`);
  });
}

async function contextFor(browser: Browser, stage: Stage, variant: Variant, shot: Shot): Promise<BrowserContext> {
  const narrow = variant.width === 360;
  const context = await browser.newContext({
    viewport: { width: variant.width, height: narrow ? 780 : 900 },
    colorScheme: variant.theme,
    locale: variant.locale === 'fr' ? 'fr-FR' : 'en-GB',
    timezoneId: 'Europe/Paris',
    hasTouch: narrow,
    reducedMotion: 'reduce',
  });
  const cookies = { locale: variant.locale, theme: variant.theme, tz: encodeURIComponent('Europe/Paris') };
  const session = shot.who ? { 'next-auth.session-token': stage.cookies[shot.who] } : {};
  const all = Object.entries({ ...cookies, ...session });
  await context.addCookies(all.map(([name, value]) => ({ name, value, url: stage.url })));
  return context;
}

/** The providers are not there: one component answers, the other one does not. */
async function standIn(context: BrowserContext, shot: Shot): Promise<void> {
  let asked = 0;
  await context.route('**/api/components/*/revisions*', (route) => {
    asked++;
    if (asked % 2 === 1) return route.fulfill({ json: REVISIONS });
    const message =
      'git fetch on git.example/shop/api: it cannot be reached right now; try again, and check the network.';
    return route.fulfill({ status: 502, json: { ok: false, error: { code: 'provider_unavailable', message } } });
  });
  await context.route('**/api/incidents/*/plan', (route) => route.fulfill({ json: PLAN_DOCUMENT }));
  if (shot.disconnected) await context.route('**/stream*', (route) => route.abort('connectionfailed'));
}
