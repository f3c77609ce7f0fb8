import { expect, type Locator, type Page } from '@playwright/test';
import { ready } from './ready';

/** Declares an incident and answers with its id; the page is in its room. */
export async function declare(
  page: Page,
  title: string,
  { service = 'shop', name = 'Urgent' }: { service?: string; name?: 'Urgent' | 'Planned' } = {},
): Promise<string> {
  await page.goto(`/declare?service=${service}`);
  const words = await ready(page.getByRole('textbox', { name: 'In your words' }));
  await words.fill(title);
  await page.getByRole('radio', { name }).check();
  await page.getByRole('button', { name: 'Declare incident' }).click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  return incidentOf(page);
}

/** Opens a room that is there already, and waits until it is live. */
export async function enter(page: Page, incidentId: string): Promise<void> {
  await page.goto(`/incidents/${incidentId}`);
  await expect(page).toHaveTitle(/ · INC-\d+$/);
}

export const incidentOf = (page: Page): string => new URL(page.url()).pathname.split('/')[2] ?? '';

/** From the evaluation to the plan on the table, to the suggested target. */
export async function prepare(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Prepare the rollback of code to / }).click();
  await expect(page.getByRole('region', { name: 'Plan' })).toBeVisible();
}

/** Accepts what the plan warns of. */
export async function accept(page: Page): Promise<void> {
  await page.getByRole('checkbox', { name: 'I have read the warnings, what goes and what stays' }).check();
}

/** Sends the start message and starts the run, in one press. */
export async function sendAndRollBack(page: Page): Promise<void> {
  await accept(page);
  await page.getByRole('button', { name: /^Send the message and roll code back to / }).click();
}

/** Accepts what the plan warns of, where it does, and starts whatever it is. */
export async function sendAndStart(page: Page): Promise<void> {
  const start = page.getByRole('button', { name: /^(?:Send the message and (?:roll|undo)|Roll |Undo: )/ });
  const read = page.getByRole('checkbox', { name: 'I have read the warnings, what goes and what stays' });
  await expect(start).toBeVisible();
  if (await read.isVisible()) await read.check();
  await start.click();
}

/** Declares and rolls the shop back; answers with the incident's id once its run is on its way. */
export async function rollBack(page: Page, title: string, service = 'shop'): Promise<string> {
  const incidentId = await declare(page, title, { service });
  await prepare(page);
  await sendAndRollBack(page);
  return incidentId;
}

/** The phase that the rail marks as the current one. */
export const phase = (page: Page, name: string): Locator =>
  page.getByRole('navigation', { name: 'Phases' }).locator('[aria-current=step]', { hasText: name });

export async function expectPhase(page: Page, name: string): Promise<void> {
  await expect(phase(page, name)).toBeVisible({ timeout: 40_000 });
}

export async function expectRecovered(page: Page): Promise<void> {
  await expect(page.getByText('Recovered: every required check held for the whole window')).toBeVisible({
    timeout: 60_000,
  });
}

/** An entry of the timeline, newest first. */
export const entry = (page: Page, text: string | RegExp): Locator =>
  page
    .getByRole('region', { name: /^(Timeline|Chronologie)$/ })
    .getByRole('listitem')
    .filter({ hasText: text });

/** Opens the room's menu and chooses from it. */
export async function choose(page: Page, item: string): Promise<void> {
  await page
    .locator('summary')
    .filter({ visible: true })
    .and(page.getByLabel('More', { exact: true }))
    .click();
  await page.getByRole('button', { name: item }).click();
}

/** Fills in the dialog that asks for a reason, and confirms it. */
export async function giveReason(page: Page, field: string, reason: string, confirm: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: field }).fill(reason);
  await dialog.getByRole('button', { name: confirm }).click();
  await expect(dialog).toBeHidden();
}

/** The debrief's must: the end message is out, every follow-up has an owner. Then closes. */
export async function close(page: Page, owner: string): Promise<void> {
  await page.getByRole('button', { name: 'Send the end message' }).click();
  await ownFollowUps(page, owner);
  await page.getByRole('button', { name: 'Close the incident' }).click();
}

/** Gives every follow-up that has no owner to somebody; the last ones may be on their way still. */
export async function ownFollowUps(page: Page, owner: string): Promise<void> {
  const unowned = page.locator('select:has(option[value=""]:checked)');
  await expect(async () => {
    while ((await unowned.count()) > 0) {
      const before = await unowned.count();
      await unowned.first().selectOption(owner);
      await expect(unowned).toHaveCount(before - 1, { timeout: 5_000 });
    }
    await expect(page.getByRole('button', { name: 'Close the incident' })).toBeEnabled({ timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
}
