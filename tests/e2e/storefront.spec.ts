import { breakAgain } from '@/lib/lab/client';
import { health } from '../setup/lab';
import { ready } from './support/ready';
import { close, declare, expectPhase, expectRecovered, sendAndStart } from './support/room';
import { expect, test } from './support/test';

test('page and API of the lab go back as one plan, and the storefront sells again', async ({ world, open }) => {
  const url = world.storefront;
  const status = async () => (await health(url)).status;
  await expect.poll(status, { message: 'the API is broken', timeout: 20_000 }).toBe('degraded');
  expect((await fetch(url)).status).toBe(500);

  const page = await open('admin');
  await declare(page, 'The storefront shows an error', { service: 'storefront' });
  const prepare = await ready(page.getByRole('button', { name: /^Prepare the rollback/ }));
  await page.getByRole('radio', { name: 'Page and API' }).check();
  await prepare.click();
  const plan = page.getByRole('region', { name: 'Plan' });
  await expect(plan.getByText('At the same time').first()).toBeVisible();
  await plan
    .getByText(/equivalent commands?$/)
    .first()
    .click();
  await expect(plan.getByText(/kubectl .*rollout|kubectl .*patch/).first()).toBeVisible();
  await sendAndStart(page);
  await expectPhase(page, 'Verification');
  for (const check of ['Page shows prices', 'API health', 'Checkout works'])
    await expect(page.getByRole('row', { name: check })).toContainText('Passes');
  await expectRecovered(page);

  const shopper = await open(null);
  await shopper.goto(url);
  await shopper.getByRole('button', { name: 'Buy' }).click();
  await expect(shopper.getByText(/Thank you/)).toBeVisible();
  const { version } = await health(url);
  await expect(shopper.getByText(`Version ${version?.slice(0, 7)}`)).toBeVisible();
  await close(page, 'Administrator');
  await expect(page.getByText('Closed: Recovered')).toBeVisible();

  // The next one begins from where this one left the platforms.
  expect(await breakAgain(world.installation.labDir, 'storefront')).toMatchObject({ ok: true });
  await expect.poll(status, { message: 'the next release is broken too', timeout: 30_000 }).toBe('degraded');
});
