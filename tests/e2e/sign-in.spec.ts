import { ready } from './support/ready';
import { expect, test } from './support/test';

const PASSWORD = 'tea leaves in the gutter';

test('a wrong password is refused, the right one leads back to where a signed-out reader wanted to go', async ({
  open,
}) => {
  const account = await open('noor');
  await account.goto('/account');
  await account.getByLabel('New password', { exact: true }).fill(PASSWORD);
  await (await ready(account.getByRole('button', { name: 'Set the password' }))).click();
  await expect(account.getByText('The password is set.')).toBeVisible();

  const page = await open(null);
  await page.goto('/follow-ups?filter=mine');
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in to Repli' })).toBeVisible();
  const signIn = await ready(page.getByRole('button', { name: 'Sign in' }));
  await page.getByLabel('Email').fill('noor@example.com');
  await page.getByLabel('Password').fill('not the password');
  await signIn.click();
  await expect(page.getByText('Email and password do not match.')).toBeVisible();
  await page.getByLabel('Password').fill(PASSWORD);
  await signIn.click();
  await expect(page.getByRole('heading', { level: 1, name: 'Follow-ups' })).toBeVisible();
  expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/follow-ups?filter=mine');

  await page.getByLabel('Account of Noor Haddad').click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in to Repli' })).toBeVisible();
  await page.goto('/incidents');
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fincidents$/);
});
