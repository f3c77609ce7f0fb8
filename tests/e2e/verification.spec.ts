import type { Page } from '@playwright/test';
import { declare, enter, expectPhase, expectRecovered, giveReason, incidentOf } from './support/room';
import { expect, test } from './support/test';

/** Where cloud machines keep their credentials: Repli never asks there. */
const NEVER = 'http://169.254.169.254/health';

/** Into verification without a run: whatever was done, it was done elsewhere. */
async function verify(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Fix forward…' }).click();
  await giveReason(page, 'Why', 'It is mended already', 'Decide to fix forward');
  await page.getByRole('button', { name: 'Send the start message' }).click();
  await page.getByRole('button', { name: 'The fix is live: verify it' }).click();
  await giveReason(page, 'What was done', 'Restarted it', 'The fix is live: verify it');
  await expectPhase(page, 'Verification');
}

async function addCheck(page: Page, line: string): Promise<void> {
  const newCheck = page.getByRole('textbox', { name: 'New check' });
  await newCheck.fill(line);
  await page.getByRole('button', { name: 'Add the check' }).click();
  await expect(newCheck).toHaveValue('');
}

test('a manual check is answered by a person, and a check that cannot be asked is waived with a reason', async ({
  world,
  open,
}) => {
  await world.shop.mendIt();
  const page = await open('admin');
  await declare(page, 'One check needs eyes');
  await verify(page);
  await addCheck(page, 'Somebody can pay with a card');
  await addCheck(page, NEVER);
  await page.getByRole('button', { name: 'Confirm: Somebody can pay with a card' }).click();
  await expect(page.getByRole('row', { name: 'Somebody can pay with a card' })).toContainText('Administrator');

  const dead = page.getByRole('row', { name: '169.254.169.254/health' });
  await expect(dead).toContainText('Could not run');
  await expect(page.getByText('1 required check does not hold')).toBeVisible();
  await dead.getByRole('button', { name: 'Waive…' }).click();
  await giveReason(page, 'Reason', 'That monitor is being replaced', 'Waive the check');
  await expect(dead).toContainText('Waived by Administrator: That monitor is being replaced');
  await expectRecovered(page);
  await expect(dead).toContainText('That monitor is being replaced');
});

test('recovery is declared by hand, with a reason that stays, while a check does not hold', async ({ world, open }) => {
  await world.shop.breakIt();
  const page = await open('admin');
  await declare(page, 'The monitor is broken too');
  await verify(page);
  await expect(page.getByRole('row', { name: 'API health' })).toContainText('Fails');
  await page.getByRole('button', { name: 'Declare recovery by hand…' }).click();
  await giveReason(page, 'Reason', 'Customers are buying again', 'Declare recovery');
  await expect(page.getByText('Recovery declared by hand by Administrator')).toBeVisible();
  await expect(page.getByText('Customers are buying again').first()).toBeVisible();
  await enter(page, incidentOf(page));
  await expect(page.getByText('Recovery declared by hand by Administrator')).toBeVisible();
});
