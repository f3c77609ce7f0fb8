import type { Page } from '@playwright/test';
import { approveAndStart, take } from './support/complete';
import { addPlatforms, type Platforms } from './support/platforms';
import { ready } from './support/ready';
import { declare, enter, expectPhase, expectRecovered } from './support/room';
import { expect, test, type World } from './support/test';

const PASSWORD = 'canary-database-password';
let platforms: Platforms | undefined;
test.afterEach(async () => {
  await platforms?.close();
  platforms = undefined;
});

/** Database, then the secret that names it, then the code that reads the secret. */
const given = async (world: World, slug: string): Promise<Platforms> => {
  platforms = await addPlatforms(world.installation, slug, [['database'], ['url'], ['api']]);
  return platforms;
};

/** Names of the host that the secret holds right now. */
async function hostInUse({ control }: Platforms): Promise<string> {
  const { versions } = JSON.parse(await control('url').everything()) as Held;
  const current = versions.find(({ stages }) => stages.includes('AWSCURRENT'))?.id;
  const { value } = (await control('url').act('value', { version: current })) as { value: string };
  return new URL(value).hostname;
}
interface Held {
  versions: { id: string; stages: string[] }[];
}

async function planCompletely(page: Page, slug: string): Promise<string> {
  const incidentId = await declare(page, `Everything of ${slug} failed`, { service: slug });
  await ready(page.getByRole('button', { name: /^Prepare the rollback/ }));
  await page.getByRole('radio', { name: 'All of it' }).check();
  await take(page, 'url', 'database.endpoint');
  await take(page, 'api', 'url.currentSince');
  await page.getByRole('button', { name: /^Prepare the rollback/ }).click();
  await expect(page.getByRole('region', { name: 'Plan' })).toBeVisible();
  return incidentId;
}

test('database, secret and code go back as one plan, each taking what the one before gave', async ({ world, open }) => {
  const set = await given(world, 'complete');
  const page = await open('admin');
  const incidentId = await planCompletely(page, set.slug);
  await expect(page.getByText('From step 1, database: the address of the restored database.')).toBeVisible();
  const second = await open('camille');
  await enter(second, incidentId);
  await approveAndStart(page, second);
  await expectPhase(page, 'Verification');
  await expectRecovered(second);
  expect(await hostInUse(set)).toMatch(/\.rds\.amazonaws\.com$/);
  expect((await set.changes('api')).filter((changed) => changed === 'deployment')).toHaveLength(1);
  for (const reader of [page, second]) expect(await reader.content()).not.toContain(PASSWORD);
});

test('a failure in the middle is said in one sentence, and everything is switched back', async ({ world, open }) => {
  const set = await given(world, 'halfway');
  const before = await hostInUse(set);
  await set.control('url').act('deny', { actions: ['secretsmanager:PutSecretValue'] });
  const page = await open('admin');
  const incidentId = await planCompletely(page, set.slug);
  const second = await open('camille');
  await enter(second, incidentId);
  await approveAndStart(page, second);
  for (const reader of [page, second]) {
    await expect(reader.getByText(/^The application still uses the old database; the restored one/)).toBeVisible({
      timeout: 30_000,
    });
  }
  expect(await hostInUse(set)).toBe(before);

  await page.getByRole('button', { name: 'Abort the rollback…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Abort the rollback' });
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Back to the old database');
  await dialog.getByRole('button', { name: 'Abort the rollback' }).click();
  await page.getByRole('button', { name: 'Undo what was done (1 step)…' }).click();
  await expect(page.getByText('This plan takes back what the rollback did')).toBeVisible({ timeout: 20_000 });
  await approveAndStart(page, second);
  await expectPhase(page, 'Verification');
  await expectRecovered(page);
  expect(await hostInUse(set)).toBe(before);
  expect(await set.changes('api')).toEqual([]);
});
