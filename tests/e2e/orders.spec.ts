import type { Page } from '@playwright/test';
import { breakAgain, refuse } from '@/lib/lab/client';
import { OrdersService } from '../setup/orders';
import { approveAndStart, take } from './support/complete';
import { ready } from './support/ready';
import { declare, enter, expectPhase, expectRecovered } from './support/room';
import { expect, test, type World } from './support/test';

/** The service when no order is taken any more, by a migration that lost the prices. */
async function damaged({ installation }: World): Promise<OrdersService> {
  const orders = await OrdersService.of(installation.labDir);
  if ((await orders.status()) === 'ok' && (await orders.wasBroken()))
    expect(await breakAgain(installation.labDir, 'orders')).toMatchObject({ ok: true });
  await orders.whenBroken();
  return orders;
}

/** Back to the snapshot that the release took, its address in the secret, and the release before. Answers with how many rows the plan announces as lost. */
async function planCompletely(page: Page, orders: OrdersService, title: string) {
  const incidentId = await declare(page, title, { service: 'orders' });
  await ready(page.getByRole('button', { name: /^Prepare the rollback/ }));
  await page.getByRole('radio', { name: 'Complete' }).check();
  await take(page, 'database', new RegExp(`before-${await orders.head()}`));
  await take(page, 'secret', 'database.endpoint');
  await take(page, 'code', /^orders:2\b/);
  await page.getByRole('button', { name: /^Prepare the rollback/ }).click();
  const loss = page.getByRole('region', { name: 'Plan' }).getByText(/rows? (?:was|were) written after/);
  const announced = Number(/^(\d+) rows?/.exec((await loss.first().textContent()) ?? '')?.[1]);
  return { incidentId, announced };
}

test.setTimeout(240_000);

test('a bad migration day is rolled back completely, and loses what the plan announced', async ({ world, open }) => {
  const orders = await damaged(world);
  const before = await orders.address();
  const page = await open('admin');
  const { incidentId, announced } = await planCompletely(page, orders, 'No order is taken any more');
  const second = await open('camille');
  await enter(second, incidentId);
  await approveAndStart(page, second);
  await expectPhase(page, 'Verification');
  for (const check of ['Orders are taken', 'Every tea has a price'])
    await expect(page.getByRole('row', { name: check })).toContainText('Passes');
  await expectRecovered(page);
  expect(await orders.order()).toBe(201);
  // Row by row in both databases, as nothing is deleted.
  const [old, restored] = await Promise.all([orders.orders(before), orders.orders(await orders.address())]);
  const lost = [...old].filter((id) => !restored.has(id));
  expect(lost.length).toBeGreaterThan(0);
  expect(announced).toBe(lost.length);
});

test('a bad migration day that stops in the middle is switched back without a loss', async ({ world, open }) => {
  const orders = await damaged(world);
  const [address, held] = [await orders.address(), await orders.orders(await orders.address())];
  expect(await refuse(world.installation.labDir, true)).toBe(true);
  const page = await open('admin');
  const { incidentId, announced } = await planCompletely(page, orders, 'No order is taken, once more');
  expect(announced).toBeGreaterThan(0);
  const second = await open('camille');
  await enter(second, incidentId);
  await approveAndStart(page, second);
  await expect(page.getByText(/^The application still uses the old database; the restored one/)).toBeVisible({
    timeout: 60_000,
  });
  expect(await orders.address()).toBe(address);

  await page.getByRole('button', { name: 'Abort the rollback…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Abort the rollback' });
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Back to the old database');
  await dialog.getByRole('button', { name: 'Abort the rollback' }).click();
  await page.getByRole('button', { name: 'Undo what was done (1 step)…' }).click();
  await expect(page.getByText('This plan takes back what the rollback did')).toBeVisible({ timeout: 20_000 });
  await approveAndStart(page, second);
  await expectPhase(page, 'Verification');
  expect(await orders.address()).toBe(address);
  expect(await orders.orders(address)).toEqual(held);
  expect(await refuse(world.installation.labDir, false)).toBe(true);
});
