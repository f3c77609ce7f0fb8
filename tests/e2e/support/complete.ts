import { expect, type Page } from '@playwright/test';
import { ready } from './ready';
import { accept } from './room';

/** In the row of a step: what it goes back to, or what it takes of an earlier one. */
export async function take(page: Page, component: string, what: string | RegExp): Promise<void> {
  const row = page
    .getByRole('listitem')
    .filter({ has: page.getByText(component, { exact: true }) })
    .first();
  const offer = row.getByRole('radio', { name: what });
  // The list opens by itself where the platform has answered and nothing is suggested, maybe in between.
  await expect(async () => {
    if (!(await offer.isVisible())) await row.getByText('Choose another revision').click({ timeout: 1_000 });
    await offer.check({ timeout: 3_000 });
  }).toPass();
}

/** Data is touched, so somebody else approves; then it starts. */
export async function approveAndStart(page: Page, second: Page): Promise<void> {
  await (await ready(second.getByRole('button', { name: 'Approve this plan' }))).click();
  await expect(page.getByText('Approved by Camille Roux')).toBeVisible();
  await accept(page);
  await page.getByRole('textbox', { name: 'Type database to confirm' }).fill('database');
  await page.getByRole('button', { name: /^(?:Send the message and (?:roll|undo)|Roll |Undo: )/ }).click();
}
