import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { enter, expectRecovered, rollBack } from './support/room';
import { expect, test } from './support/test';

test('a step that a protected branch refuses opens by itself with its cause, and is retried', async ({
  world,
  open,
}) => {
  await world.shop.breakIt();
  const hook = path.join(world.shop.bare, 'hooks/update');
  const refuse =
    '#!/bin/sh\n[ "$1" = refs/heads/main ] || exit 0\necho "main is protected: open a merge request" >&2\nexit 1\n';
  const before = await world.shop.subjects();
  const page = await open('admin');
  const watching = await open('vic');
  writeFileSync(hook, refuse, { mode: 0o755 });
  try {
    const incidentId = await rollBack(page, 'The branch is protected');
    await enter(watching, incidentId);
    for (const reader of [page, watching]) {
      const run = reader.getByRole('region', { name: 'Rolling back' });
      await expect(run.getByText('main is protected: open a merge request')).toBeVisible({ timeout: 30_000 });
    }
    await expect(page).toHaveTitle(/^Failed · Execution/);
    expect(await world.shop.subjects()).toEqual(before);
  } finally {
    rmSync(hook);
  }
  await page.getByRole('button', { name: 'Retry this step' }).click();
  await expectRecovered(page);
  await expect(watching.getByText('Recovered: every required check held for the whole window')).toBeVisible();
  expect(await world.shop.subjects()).toHaveLength(before.length + 1);
});
