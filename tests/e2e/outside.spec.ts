import { choose, declare, expectPhase, expectRecovered, rollBack } from './support/room';
import { expect, test } from './support/test';

test('a bug that the lab has never seen breaks the shop, and Repli rolls it back', async ({ world, open }) => {
  const developer = await world.shop.developer();
  const page = await open('admin');
  const good = await developer.run('show', 'HEAD:lib/tax.js');
  const bad = await developer.push('lib/tax.js', (source) =>
    source.replace('rates[country]', 'rates.forVisitor(country)'),
  );
  await world.shop.expectBroken();
  const before = await world.shop.subjects();
  expect(before[0]).toBe('Change lib/tax.js');

  await rollBack(page, 'Taxes cannot be worked out');
  await expectRecovered(page);
  await world.shop.expectHealthy();
  expect(await world.shop.subjects()).toHaveLength(before.length + 1);
  await developer.run('pull', '--quiet', '--ff-only');
  expect(await developer.run('show', 'HEAD:lib/tax.js')).toBe(good);
  expect(await developer.run('rev-parse', 'HEAD^')).toBe(bad);
  await developer.remove();
});

test('a revert that was pushed outside Repli is adopted: nothing is written, everything is verified', async ({
  world,
  open,
}) => {
  const developer = await world.shop.developer();
  const page = await open('admin');
  await developer.push('lib/cart.js', (source) =>
    source.replace('const total =', 'const total = cart.voucher.cents +'),
  );
  await world.shop.expectBroken();
  await declare(page, 'Totals are missing');
  const head = await developer.revertHead();
  const before = await world.shop.subjects();

  await choose(page, 'Adopt a rollback done by hand');
  const dialog = page.getByRole('dialog', { name: 'Adopt a rollback done by hand' });
  await expect(dialog.getByRole('radio', { checked: true })).toHaveValue(head);
  await dialog.getByRole('textbox', { name: 'What was done, and why by hand' }).fill('Reverted from a laptop');
  await dialog.getByRole('button', { name: /^Adopt .* and verify it$/ }).click();
  await expectPhase(page, 'Verification');
  await expect(page.getByText('Reverted from a laptop').first()).toBeVisible();
  await expectRecovered(page);
  await world.shop.expectHealthy();
  expect(await world.shop.subjects()).toEqual(before);
  await developer.remove();
});
