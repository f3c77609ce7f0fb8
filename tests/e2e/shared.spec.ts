import { inFrench } from './support/language';
import { choose, declare, enter, entry, incidentOf } from './support/room';
import { expect, test } from './support/test';

test('a shared link shows the room live without commands to a signed-out reader, until it is ended', async ({
  open,
}) => {
  const page = await open('admin');
  await declare(page, 'Shared with the press office');
  await choose(page, 'Share a read-only link');
  const dialog = page.getByRole('dialog', { name: 'Share a read-only link' });
  await dialog.getByRole('button', { name: 'Create the link' }).click();
  const url = (await dialog.locator('code').textContent()) ?? '';

  const reader = await open(null, { locale: 'fr-FR' });
  await reader.goto(url);
  await expect(reader.getByRole('heading', { level: 1, name: 'Shared with the press office' })).toBeVisible();
  await expect(reader.getByRole('navigation', { name: 'Phases' })).toContainText(inFrench('words.phase.evaluation'));
  // The rail's phases are looked at, not done.
  await expect(reader.getByRole('main').locator('button:not(nav button)').filter({ visible: true })).toHaveCount(0);
  await expect(reader.getByText(/git (clone|push|revert)/)).toHaveCount(0);

  await dialog.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Fix forward…' }).click();
  await page.getByRole('textbox', { name: 'Why' }).fill('One line to change');
  await page.getByRole('button', { name: 'Decide to fix forward' }).click();
  await expect(entry(page, 'decided to fix forward')).toBeVisible();
  await expect(reader.getByText(/correctif/i).first()).toBeVisible();

  await choose(page, 'Share a read-only link');
  await dialog.getByRole('button', { name: 'End it' }).click();
  await expect(reader.getByText(inFrench('room.connection.gone'))).toBeVisible();
  await reader.reload();
  await expect(reader.getByText(inFrench('room.notFound.sharedTitle'))).toBeVisible();
  await expect(reader).toHaveTitle(`${inFrench('room.notFound.sharedTitle')} · Repli`);
});

test('a viewer sees the room live and has nothing to press', async ({ open }) => {
  const page = await open('admin');
  const incidentId = await declare(page, 'Watched by a viewer');
  const viewer = await open('vic');
  await enter(viewer, incidentId);
  await expect(viewer.getByRole('heading', { level: 1, name: 'Watched by a viewer' })).toBeVisible();
  await expect(page.getByText('2 people here')).toBeAttached();
  for (const name of [/^Prepare the rollback/, /^Fix forward/, 'Add the note']) {
    await expect(page.getByRole('button', { name }).first()).toBeAttached();
    await expect(viewer.getByRole('button', { name })).toHaveCount(0);
  }
  await page.getByRole('textbox', { name: 'Add a note…' }).fill('Support has been told');
  await page.keyboard.press('Enter');
  await expect(entry(viewer, 'Support has been told')).toBeVisible();
  await viewer.goto('/declare');
  await expect(viewer.getByText('Your role can look, not declare')).toBeVisible();
  expect(incidentOf(page)).toBe(incidentId);
});
