import { declare, giveReason } from './support/room';
import { expect, test } from './support/test';

test('a revision that is banned is not suggested, and a pipeline says what it deployed', async ({ world, open }) => {
  await world.shop.breakIt();
  const admin = await open('admin');
  await admin.goto('/account');
  await admin.getByRole('textbox', { name: 'Name of the pipeline' }).fill('shop pipeline');
  await admin.getByRole('button', { name: 'Create a token' }).click();
  const token = await admin.getByText(/^repli_/).textContent();

  await admin.goto('/services/shop/revisions');
  const item = (badge: string) => admin.getByRole('listitem').filter({ hasText: badge }).first();
  const running = item('running now').locator('code').first();
  const commit = await running.getAttribute('title');
  const announced = await fetch(`${world.installation.url}/api/v1/deployments`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify({ service: 'shop', component: 'code', commit, by: 'deploy job 71' }),
  });
  expect(announced.status).toBe(201);

  const stable = item('ran for a day');
  const label = (await stable.locator('code').first().textContent()) ?? '';
  await stable.getByRole('button', { name: `Ban revision ${label}` }).click();
  await admin.getByLabel('For how long').selectOption('30');
  await giveReason(admin, 'Reason', 'Loses orders', 'Ban it');
  const banned = admin.getByRole('listitem').filter({ hasText: 'Loses orders' });
  await expect(banned).toContainText('Banned until');

  const room = await open('camille');
  await declare(room, 'Checkout answers 500');
  await expect(room.getByText(/was deployed by deploy job 71 .* before the incident was declared/)).toBeVisible();
  await room.getByText('Choose another revision').click();
  await expect(room.getByRole('radio', { name: label })).not.toBeChecked();
  await banned.getByRole('button', { name: `Lift the ban of ${label}` }).click();
  await expect(admin.getByText('Loses orders')).toBeHidden();
});
