import { close, declare, entry, expectPhase, expectRecovered, giveReason } from './support/room';
import { expect, test } from './support/test';

test('fix forward: everyone is told, the fix is made elsewhere, then verified', async ({ world, open }) => {
  await world.shop.breakIt();
  const page = await open('admin');
  const incidentId = await declare(page, 'Mended in place');
  await page.getByRole('button', { name: 'Fix forward…' }).click();
  await giveReason(page, 'Why', 'The next commit mends it', 'Decide to fix forward');
  await page.getByRole('button', { name: 'Send the start message' }).click();
  const live = page.getByRole('button', { name: 'The fix is live: verify it' });
  await expect(live).toBeVisible();

  const developer = await world.shop.developer();
  await developer.revertHead();
  await developer.remove();
  await world.shop.expectHealthy();
  await live.click();
  await giveReason(page, 'What was done', 'Pushed the mended version', 'The fix is live: verify it');
  await expectPhase(page, 'Verification');
  await expectRecovered(page);
  await close(page, 'Administrator');
  await expect(page.getByText('Closed: Fixed forward')).toBeVisible();
  await expect
    .poll(async () => (await world.shop.messages(incidentId)).map(({ kind }) => kind))
    .toEqual(['start', 'end']);
});

test('freeze: nothing is changed, the team is told, the incident goes to its debrief', async ({ world, open }) => {
  const head = await world.shop.head();
  const page = await open('admin');
  await declare(page, 'Nothing may be touched now');
  await page.getByRole('button', { name: 'Freeze…' }).click();
  await giveReason(page, 'Why', 'The auditors are at work', 'Decide to freeze');
  await page.getByRole('button', { name: 'Send the start message' }).click();
  await expectPhase(page, 'Debrief');
  await expect(page.getByText('Frozen: nothing is changed for now')).toBeVisible();
  await expect(entry(page, 'The auditors are at work')).toBeVisible();
  expect(await world.shop.head()).toBe(head);
});

test('stand down: there is nothing to repair, and the incident is closed without a run', async ({ open }) => {
  const page = await open('admin');
  await declare(page, 'A false alarm');
  await page.getByRole('button', { name: 'Stand down…' }).click();
  await giveReason(page, 'Why', 'The monitor was wrong', 'Stand down');
  await expectPhase(page, 'Debrief');
  await expect(page.getByText('Stood down: there is nothing to repair')).toBeVisible();
  await close(page, 'Administrator');
  await expect(page.getByText('Closed: Stood down')).toBeVisible();
});
