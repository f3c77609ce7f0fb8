import { expect, type Page, test } from '@playwright/test';
import { freePort } from '@/scripts/db/cluster';
import { startGithub } from './support/github';
import { Installation } from './support/installation';
import { startIssuer } from './support/issuer';
import { signInByLink } from './support/people';
import { ready } from './support/ready';

const LEA = { login: 'lea', email: 'lea@example.com', name: 'Léa Martin', groups: ['on-call', 'tea'] };
const TOM = { login: 'tom', email: 'tom@example.com', name: 'Tom Keller', groups: ['tea'] };

/** From Repli's sign-in page over the issuer's own to where the person wanted to go. */
async function signInAt(page: Page, url: string, login: string): Promise<void> {
  await page.goto(`${url}/sign-in?next=%2Fincidents`);
  await (await ready(page.getByRole('button', { name: 'Sign in with Tea login' }))).click();
  await page.getByPlaceholder('Enter any login').fill(login);
  await page.getByPlaceholder('and password').fill('anything');
  await page.getByRole('button', { name: 'Sign-in' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
}

test('people sign in elsewhere with the role of their group, and a session that is ended closes its page', async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const installation = new Installation();
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const issuer = await startIssuer([LEA, TOM], `${url}/api/auth/callback/oidc`);
  const github = await startGithub('noor@example.com');
  try {
    const link = await installation.start({ PORT: String(port), ...issuer.settings, ...github.settings });
    const open = async () => (await browser.newContext({ locale: 'en-GB' })).newPage();
    const lea = await open();
    await signInAt(lea, url, 'lea');
    await expect(lea.getByRole('heading', { level: 1, name: 'Incidents' })).toBeVisible();
    await lea.getByLabel('Account of Léa Martin').click();
    await expect(lea.getByText('Commander', { exact: true })).toBeVisible();

    const tom = await open();
    await signInAt(tom, url, 'tom');
    await expect(tom.getByText('none of your groups has a role in Repli')).toBeVisible();

    const noor = await open();
    const byGithub = async () => {
      await noor.goto(`${url}/sign-in?next=%2Fincidents`);
      await (await ready(noor.getByRole('button', { name: 'Sign in with GitHub' }))).click();
    };
    await byGithub();
    await expect(noor.getByText('Nobody has invited this address to Repli yet')).toBeVisible();

    const admin = await open();
    await signInByLink(admin, link);
    await admin.goto(`${url}/people`);
    await admin.getByRole('textbox', { name: 'Name' }).fill('Noor Haddad');
    await admin.getByRole('textbox', { name: 'Email' }).fill('noor@example.com');
    await (await ready(admin.getByRole('button', { name: 'Invite' }))).click();
    await expect(admin.getByText('Send this invitation')).toBeVisible();
    await byGithub();
    await expect(noor.getByRole('heading', { level: 1, name: 'Incidents' })).toBeVisible();

    await lea.goto(`${url}/declare?service=shop`);
    await (await ready(lea.getByRole('textbox', { name: 'In your words' }))).fill('Checkout answers 500');
    await lea.getByRole('button', { name: 'Declare incident' }).click();
    await expect(lea.getByRole('heading', { level: 1, name: 'Checkout answers 500' })).toBeVisible();
    await admin.reload();
    const item = admin.getByRole('listitem').filter({ hasText: 'lea@example.com' }).first();
    await (await ready(item.getByText('Signed in on 1 browser'))).click();
    await item.getByRole('button', { name: /^Sign out / }).click();
    await expect(lea.getByText('You can no longer see this incident')).toBeVisible();

    await admin.goto(`${url}/audit?q=L%C3%A9a`);
    await expect(admin.getByRole('row', { name: /Joined by single sign-on lea@example.com/ })).toBeVisible();
    await admin.goto(`${url}/audit?action=session.revoked`);
    await expect(admin.getByRole('row', { name: /Signed somebody out lea@example.com/ })).toBeVisible();
  } finally {
    issuer.close();
    github.close();
    await installation.end();
  }
});
