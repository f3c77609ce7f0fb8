import type { Page } from '@playwright/test';
import { checkPage } from '../setup/page-checks';
import { wrongLanguage } from './support/language';
import { ready } from './support/ready';
import { close, declare, expectPhase, giveReason } from './support/room';
import { expect, NAMES, test } from './support/test';

const results = (page: Page) => page.getByRole('list', { name: 'Post-mortems', exact: true }).getByRole('link');

test.describe('with 500 incidents of the past', () => {
  test.beforeAll(async ({ world }) => {
    test.setTimeout(300_000);
    await world.installation.command('seed-history', '--into-real-data', '--count', '500', '--until', '2026-11-01');
  });
  test.afterAll(async ({ world }) => {
    await world.installation.command('seed-history', '--remove');
  });

  test('an admin finds a post-mortem by its words, by filters and by keyboard', async ({ open }) => {
    const page = await open('admin');
    await page.goto('/post-mortems');
    await expect(results(page)).toHaveCount(50);
    const search = await ready(page.getByRole('searchbox', { name: 'Search' }));
    await page.keyboard.press('/');
    await expect(search).toBeFocused();
    await page.keyboard.type('recette verrouille');
    await expect(page).toHaveURL(/q=recette\+verrouille/);
    await expect(page.locator('mark').first()).toBeVisible();
    await expect(results(page).filter({ hasText: 'cause: Database migration' }).first()).toBeVisible();

    await page.getByText('More filters').click();
    await page.getByRole('combobox', { name: 'Class' }).selectOption('urgent');
    await page.getByRole('combobox', { name: 'State' }).selectOption('published');
    await expect(page).toHaveURL(/q=recette\+verrouille.*review=published.*class=urgent/);
    await expect(results(page).first()).toContainText('Published');

    await results(page).first().focus();
    await page.keyboard.press('ArrowDown');
    await expect(results(page).nth(1)).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: /^Post-mortem of INC-/ })).toBeVisible();
    await page.goBack();
    await expect(page.getByRole('searchbox', { name: 'Search' })).toHaveValue('recette verrouille');

    await page.getByRole('link', { name: 'Clear filters' }).click();
    await page.getByRole('link', { name: 'More', exact: true }).click();
    await expect(page.getByRole('link', { name: 'Back to the first page' })).toBeVisible();
    await page.goto('/post-mortems?q=nothing+like+it');
    await expect(page.getByText('No post-mortem matches')).toBeVisible();
  });

  for (const { lang, locale, size, touch } of [
    { lang: 'en', locale: 'en-GB', size: { width: 1440, height: 900 }, touch: false },
    { lang: 'fr', locale: 'fr-FR', size: { width: 360, height: 780 }, touch: true },
  ] as const) {
    test(`library and statistics read well in ${lang} at ${size.width} px`, async ({ open }) => {
      const page = await open('admin', { locale, viewport: size, hasTouch: touch, reducedMotion: 'reduce' });
      for (const address of ['/post-mortems?q=index', '/statistics?period=all']) {
        await page.goto(address);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        expect.soft(await checkPage(page, { touch }), address).toEqual([]);
        expect.soft(await wrongLanguage(page, lang, NAMES), address).toEqual([]);
      }
    });
  }

  test('the statistics count them all, and every chart has a table', async ({ open }) => {
    const page = await open('vic');
    await page.goto('/statistics?period=all');
    await expect(page.getByText(/^4\d\d incidents with a post-mortem, drills left out\.$/)).toBeVisible();
    const charts = page.getByRole('figure');
    await expect(charts).toHaveCount(7);
    for (const chart of await charts.all()) {
      await chart.locator('summary').click();
      await expect(chart.getByRole('table')).toBeVisible();
    }
    const phases = charts.filter({ hasText: 'Phases against their budgets' });
    await expect(phases.getByRole('row', { name: /^Verification/ })).toContainText('%');
  });
});

async function toClosed(page: Page, title: string): Promise<string> {
  const incidentId = await declare(page, title);
  await page.getByRole('button', { name: 'Stand down…' }).click();
  await giveReason(page, 'Why', 'Only to write about it', 'Stand down');
  await expectPhase(page, 'Debrief');
  await close(page, 'Administrator');
  await expect(page.getByRole('button', { name: 'Close the incident' })).toHaveCount(0);
  return `/incidents/${incidentId}/post-mortem`;
}

const text = (page: Page) => page.getByRole('textbox', { name: 'Text of the post-mortem, in Markdown' });
const save = (page: Page) => page.getByRole('button', { name: /^Save the text/ });

test('a text is kept while it is written, becomes follow-ups, is reviewed, published and printed', async ({ open }) => {
  const page = await open('noor');
  const admin = await open('admin');
  const address = await toClosed(admin, 'Written, reviewed and published');

  await page.goto(address);
  await (await ready(page.getByRole('tab', { name: 'Write' }))).click();
  await page.getByRole('radio', { name: 'As it will read' }).check();
  await text(page).fill('## Lessons\n\nThe **canary** was asleep.');
  const preview = page.getByRole('region', { name: 'As it will read' });
  await expect(preview.locator('strong', { hasText: 'canary' })).toBeVisible();
  await expect(page.getByText(/Kept for you since/)).toBeVisible();

  // The same person in another browser, which knows nothing of the first one's storage.
  const elsewhere = await open('noor');
  await elsewhere.goto(address);
  await expect(elsewhere.getByText(/Text that you had not saved is back/)).toBeVisible();
  await expect(save(elsewhere)).toBeEnabled();
  await save(elsewhere).click();
  await expect(elsewhere.getByText(/Version 2, saved by Noor Haddad/)).toBeVisible();

  await elsewhere.getByRole('combobox', { name: 'Cause' }).selectOption('process');
  await elsewhere.getByRole('textbox', { name: 'Tags' }).fill('canary, release');
  await elsewhere.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(elsewhere.getByText('Saved', { exact: true }).first()).toBeVisible();
  await elsewhere.getByRole('textbox', { name: 'What is to be done' }).fill('Wake the canary');
  await elsewhere.getByRole('combobox', { name: 'Owner', exact: true }).selectOption('Noor Haddad');
  await elsewhere.getByLabel('Due', { exact: true }).fill('2099-01-31');
  await elsewhere.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(elsewhere.getByRole('row', { name: /Wake the canary/ })).toBeVisible();
  await elsewhere.getByRole('button', { name: 'Ask for a review' }).click();
  await expect(elsewhere.getByText('In review')).toBeVisible();
  await expect(elsewhere.getByRole('button', { name: 'Publish' })).toHaveCount(0);

  await admin.goto(address);
  await (await ready(admin.getByRole('button', { name: 'Send back' }))).click();
  await admin.getByRole('textbox', { name: 'Why' }).fill('Which canary?');
  await admin.getByRole('dialog').getByRole('button', { name: 'Send back' }).click();
  await expect(admin.getByText('Draft', { exact: true })).toBeVisible();
  await admin.getByRole('button', { name: 'Publish' }).click();
  await expect(admin.getByText('Published', { exact: true })).toBeVisible();
  await expect(admin.getByRole('tab', { name: 'Write' })).toHaveCount(0);
  await expect(admin.getByText('sent the post-mortem back: Which canary?')).toBeVisible();

  await admin.goto('/follow-ups');
  const row = admin.getByRole('row', { name: /Wake the canary/ });
  await expect(row.getByRole('combobox')).toHaveValue(/\S/);
  await expect(row.locator('input[type=date]')).toHaveValue('2099-01-31');

  await admin.goto('/post-mortems?tag=canary');
  await results(admin).filter({ hasText: 'Written, reviewed and published' }).click();
  await expect(admin.getByRole('heading', { level: 1, name: /^Post-mortem of INC-/ })).toBeVisible();
  await admin.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await expect(admin.getByRole('navigation', { name: 'Main' })).toBeHidden();
  await expect(admin.getByRole('button', { name: 'Reopen' })).toBeHidden();
  await expect(admin.getByText('was asleep')).toBeVisible();
  expect(await admin.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe('light');
  const pdf = await admin.pdf({ path: test.info().outputPath('post-mortem.pdf'), preferCSSPageSize: true });
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
});
