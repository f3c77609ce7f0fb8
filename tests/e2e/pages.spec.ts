import type { Page } from '@playwright/test';
import { checkPage } from '../setup/page-checks';
import { wrongLanguage } from './support/language';
import { choose, declare, expectPhase, expectRecovered, giveReason, prepare, rollBack } from './support/room';
import { expect, NAMES, test, type Who } from './support/test';

/**
 * Looks at a page in English on a wide screen and in French on a phone: no sentence in the other language, nothing that
 * axe finds, nothing cut off or too small to touch. The pictures of all pages do so in every combination.
 */
async function look(
  open: (who: Who | null, options?: object) => Promise<Page>,
  who: Who | null,
  address: string,
  before: (page: Page) => Promise<unknown> = async () => {},
): Promise<void> {
  const readers = [
    { lang: 'en', locale: 'en-GB', size: { width: 1440, height: 900 }, touch: false },
    { lang: 'fr', locale: 'fr-FR', size: { width: 360, height: 780 }, touch: true },
  ] as const;
  for (const { lang, locale, size, touch } of readers) {
    const page = await open(who, { locale, viewport: size, hasTouch: touch, reducedMotion: 'reduce' });
    await page.goto(address);
    // A page that finds nothing says so, title included, after its frame was sent.
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page).toHaveTitle(/\S/);
    await before(page);
    await expect(page.locator('html')).toHaveAttribute('lang', lang);
    expect.soft(await checkPage(page, { touch }), `${address} in ${lang} at ${size.width} px`).toEqual([]);
    expect.soft(await wrongLanguage(page, lang, NAMES), `${address} in ${lang}`).toEqual([]);
    await page.context().close();
  }
}

// The longest file, of tests that do not need each other: a worker that is free takes the next.
test.describe.configure({ mode: 'parallel' });

const SIGNED_OUT = ['/sign-in', '/sign-in/link?token=unknown', '/s/unknown'];
const SIGNED_IN = [
  '/',
  '/declare',
  '/incidents',
  '/post-mortems',
  '/post-mortems?q=nothing+like+it',
  '/post-mortems/templates',
  '/statistics',
  '/services',
  '/services/shop',
  '/catalogue/new',
  '/catalogue/edit/shop',
  '/catalogue/import',
  '/catalogue/credentials',
  '/services/shop/revisions',
  '/services/shop/readiness',
  '/services/storefront/readiness',
  '/services/storefront/prevention',
  '/follow-ups',
  '/account',
  '/people',
  '/audit',
  '/nowhere',
  '/incidents/unknown',
];

for (const address of SIGNED_OUT) {
  test(`${address} reads well in both languages and at both widths`, async ({ open }) => {
    await look(open, null, address);
  });
}

for (const address of SIGNED_IN) {
  test(`${address} reads well in both languages and at both widths`, async ({ open }) => {
    await look(open, 'admin', address);
  });
}

test('an incident that is not there says so in the title too', async ({ open }) => {
  const page = await open('admin');
  for (const address of ['/incidents/unknown', '/incidents/unknown/post-mortem']) {
    await page.goto(address);
    await expect(page).toHaveTitle('There is no such incident · Repli');
  }
});

test('the room reads well while it evaluates, plans and is shared', async ({ world, open }) => {
  await world.shop.breakIt();
  const page = await open('admin');
  const room = `/incidents/${await declare(page, 'Looked at from all sides')}`;
  await look(open, 'admin', room, async (reader) => {
    // Counted, so that it waits: what the server sent may still lie hidden beside what the browser drew meanwhile.
    await expect(reader.locator('[data-primary]:not([aria-disabled])')).toHaveCount(1);
  });
  await prepare(page);
  await look(open, 'admin', room, async (reader) => {
    await expect(reader.getByRole('region', { name: 'Plan' })).toBeVisible();
  });
  await look(open, 'vic', room);
  await choose(page, 'Share a read-only link');
  await page.getByRole('button', { name: 'Create the link' }).click();
  const shared = (await page.getByRole('dialog').locator('code').textContent()) ?? '';
  await look(open, null, shared);
});

test('the room and the post-mortem read well after the rollback', async ({ world, open }) => {
  await world.shop.breakIt();
  const page = await open('admin');
  const incidentId = await rollBack(page, 'Looked at afterwards');
  await expectPhase(page, 'Verification');
  await expectRecovered(page);
  await look(open, 'admin', `/incidents/${incidentId}`);
  await look(open, 'admin', `/incidents/${incidentId}/post-mortem`);
  await look(open, 'admin', '/follow-ups');
});

test('the room reads well in verification', async ({ world, open }) => {
  await world.shop.breakIt();
  const page = await open('admin');
  const incidentId = await declare(page, 'Looked at while it verifies');
  await page.getByRole('button', { name: 'Fix forward…' }).click();
  await giveReason(page, 'Why', 'To stay in verification', 'Decide to fix forward');
  await page.getByRole('button', { name: 'Send the start message' }).click();
  await look(open, 'admin', `/incidents/${incidentId}`);
  await page.getByRole('button', { name: 'The fix is live: verify it' }).click();
  await giveReason(page, 'What was done', 'Nothing yet', 'The fix is live: verify it');
  await expectPhase(page, 'Verification');
  await look(open, 'admin', `/incidents/${incidentId}`);
});
