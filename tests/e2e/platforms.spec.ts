import type { Page } from '@playwright/test';
import { addPlatforms, type Platforms } from './support/platforms';
import { ready } from './support/ready';
import { declare, enter, expectPhase, expectRecovered, sendAndStart } from './support/room';
import { expect, test, type World } from './support/test';

let platforms: Platforms | undefined;
test.afterEach(async () => {
  await platforms?.close();
  platforms = undefined;
});

const rolling = (page: Page) => page.getByRole('region', { name: 'Rolling back' });

async function given(world: World, ...more: Rest<Parameters<typeof addPlatforms>>): Promise<Platforms> {
  platforms = await addPlatforms(world.installation, ...more);
  return platforms;
}
type Rest<T extends unknown[]> = T extends [unknown, ...infer R] ? R : never;

/** From the declaration to the plan of everything that the service has. */
async function plan(page: Page, slug: string): Promise<string> {
  const incidentId = await declare(page, `Roll ${slug} back`, { service: slug });
  const prepare = await ready(page.getByRole('button', { name: /^Prepare the rollback/ }));
  const playbook = page.getByRole('radio', { name: 'All of it' });
  if (await playbook.isVisible()) await playbook.check();
  await prepare.click();
  await expect(page.getByRole('region', { name: 'Plan' })).toBeVisible();
  return incidentId;
}

test('four platforms go back as one plan, two at a time, with live progress for everybody', async ({ world, open }) => {
  const { slug, changes } = await given(world, 'four', [
    ['web', 'api'],
    ['site', 'worker'],
  ]);
  const page = await open('admin');
  const watching = await open('vic');
  const incidentId = await plan(page, slug);
  await expect(page.getByRole('region', { name: 'Plan' }).getByText('At the same time').first()).toBeVisible();
  await enter(watching, incidentId);
  await sendAndStart(page);
  for (const reader of [page, watching]) {
    await expect(rolling(reader).getByRole('progressbar').first()).toHaveAttribute('aria-valuenow', /[1-9]/, {
      timeout: 20_000,
    });
  }
  await expectPhase(page, 'Verification');
  await expectRecovered(watching);
  expect(await changes('web')).toHaveLength(1);
  expect((await changes('api')).filter((changed) => changed === 'deployment')).toHaveLength(1);
  expect(await changes('site')).toHaveLength(1);
  expect((await changes('worker')).filter((changed) => changed.startsWith('up '))).toHaveLength(1);
});

test('a run pauses between steps, goes on, and is taken back from its checkpoints', async ({ world, open }) => {
  const { slug, changes, image } = await given(world, 'paused', [['web'], ['site']], { stepMs: 400 });
  const before = await image();
  const page = await open('admin');
  await plan(page, slug);
  await sendAndStart(page);
  await page.getByRole('button', { name: 'Pause once web has converged' }).click();
  await expect(page.getByRole('button', { name: 'Go on with site' })).toBeVisible({ timeout: 30_000 });
  expect(await image()).not.toBe(before);
  expect(await changes('site')).toEqual([]);

  await page.getByRole('button', { name: 'Abort the rollback…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Abort the rollback' });
  await expect(dialog).toContainText('site is not begun');
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('The wrong target');
  await dialog.getByRole('button', { name: 'Abort the rollback' }).click();
  await page.getByRole('button', { name: 'Undo what was done (1 step)…' }).click();
  await expect(page.getByText('This plan takes back what the rollback did')).toBeVisible({ timeout: 20_000 });
  await sendAndStart(page);
  await expectPhase(page, 'Verification');
  expect(await image()).toBe(before);
  expect(await changes('web')).toHaveLength(2);
});

test('a run is aborted in the middle of a rollout, and says where the platform stands', async ({ world, open }) => {
  const { slug } = await given(world, 'aborted', [['web']], { stepMs: 1_500 });
  const page = await open('admin');
  await plan(page, slug);
  await sendAndStart(page);
  await expect(rolling(page).getByText('Converging…')).toBeVisible({ timeout: 20_000 });
  await page.getByRole('button', { name: 'Abort the rollback…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Abort the rollback' });
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('It heals by itself');
  await dialog.getByRole('button', { name: 'Abort the rollback' }).click();
  await expect(rolling(page).getByText('It heals by itself')).toBeVisible({ timeout: 20_000 });
  await expect(rolling(page).getByText(/web: /)).toBeVisible();
});

test('an image that cannot be pulled shows its cause at once, and the rollout goes on when it is repaired', async ({
  world,
  open,
}) => {
  const { slug, control } = await given(world, 'unpullable', [['web']]);
  const image = 'registry.shop.test/shop/web:1.3.0';
  await control('web').act('breakImage', { image });
  const page = await open('admin');
  await plan(page, slug);
  await sendAndStart(page);
  await expect(rolling(page).getByText('Converging…')).toBeVisible({ timeout: 20_000 });
  await expect(
    rolling(page)
      .getByText(/ImagePullBackOff|ErrImagePull/)
      .first(),
  ).toBeVisible({ timeout: 10_000 });
  await expect(page.getByRole('button', { name: 'Abort the rollback…' })).toBeEnabled();
  await control('web').act('repairImage', { image });
  await expectPhase(page, 'Verification');
});

test('a deployment that ECS gives up fails with its reason, and is retried', async ({ world, open }) => {
  const { slug, control } = await given(world, 'given-up', [['api']]);
  await control('api').act('set', { breaker: { enable: true, rollback: true } });
  const tag = '1.3.0';
  await control('api').act('fate', { tag, fate: 'cannot_pull' });
  const page = await open('admin');
  await plan(page, slug);
  await sendAndStart(page);
  await expect(page.getByRole('button', { name: 'Retry this step' })).toBeVisible({ timeout: 60_000 });
  await expect(
    rolling(page)
      .getByText(/CannotPullContainerError/)
      .first(),
  ).toBeVisible();
  await control('api').act('fate', { tag, fate: 'starts' });
  await page.getByRole('button', { name: 'Retry this step' }).click();
  await expectPhase(page, 'Verification');
});

test('a failed step is skipped with a reason, and the run goes on without it', async ({ world, open }) => {
  const { slug, control, changes } = await given(world, 'skipped', [['web'], ['site']]);
  const page = await open('admin');
  await plan(page, slug);
  await page.getByRole('checkbox', { name: 'I have read the warnings, what goes and what stays' }).check();
  await control('web').act('deny', { verb: 'patch', resource: 'deployments' });
  await page.getByRole('button', { name: /^Send the message and roll / }).click();
  await page.getByRole('button', { name: 'Skip this step…' }).click({ timeout: 30_000 });
  const dialog = page.getByRole('dialog', { name: 'Skip this step' });
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Nobody may patch it tonight');
  await dialog.getByRole('button', { name: 'Skip the step' }).click();
  await expectPhase(page, 'Verification');
  await expect(rolling(page).getByText('Nobody may patch it tonight')).toBeVisible();
  expect(await changes('site')).toHaveLength(1);
});

test('the team may object before an urgent start, and the commander starts all the same with a reason', async ({
  world,
  open,
}) => {
  const { slug } = await given(world, 'asked', [['site']], { more: { objection: { seconds: 30 } } });
  const page = await open('admin');
  const incidentId = await plan(page, slug);
  const second = await open('noor');
  await enter(second, incidentId);
  await page.getByRole('checkbox', { name: 'I have read the warnings, what goes and what stays' }).check();
  await page.getByRole('button', { name: /^Send the message, ask the team for 30 s, then roll / }).click();
  await (await ready(second.getByRole('button', { name: 'Object and stop the start…' }))).click();
  const dialog = second.getByRole('dialog', { name: 'Object and stop the start' });
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('A backup is running');
  await dialog.getByRole('button', { name: 'Object' }).click();
  await expect(page.getByText('Noor Haddad objects')).toBeVisible();
  await expect(page.getByText('A backup is running').first()).toBeVisible();
  await page.getByRole('button', { name: /^Start all the same/ }).click();
  const anyway = page.getByRole('dialog');
  await anyway.getByRole('textbox', { name: 'Reason' }).fill('The backup is done');
  await anyway.getByRole('button', { name: /^Start all the same/ }).click();
  await expectPhase(page, 'Verification');
});

test('a component that another run holds is not touched, and the room says who holds it', async ({ world, open }) => {
  const { slug, changes } = await given(world, 'held', [['web']], { stepMs: 1_500 });
  const first = await open('admin');
  await plan(first, slug);
  const second = await open('camille');
  await plan(second, slug);
  await sendAndStart(first);
  await expect(rolling(first).getByText('Converging…')).toBeVisible({ timeout: 20_000 });
  const holder = /INC-\d+/.exec(await first.title())?.[0] ?? '';
  await sendAndStart(second);
  await expect(second.getByText(`${holder} is working on web`)).toBeVisible();
  await expect(second.getByRole('link', { name: `Open ${holder}` })).toBeVisible();
  await expect(second.getByRole('button', { name: 'Take over…' })).toBeVisible();
  expect(await changes('web')).toHaveLength(1);
});

test('what heals itself is suspended first, may be left out with a reason, and is restored by one press', async ({
  world,
  open,
}) => {
  const { slug, control, image } = await given(world, 'healed', [['web']]);
  await control('web').act('manage', { by: 'argocd' });
  const before = await image();
  const page = await open('admin');
  await plan(page, slug);
  const shown = page.getByRole('region', { name: 'Plan' });
  await expect(shown.getByText('Suspended first')).toBeVisible();
  await expect(shown.getByText('Application shop suspended').first()).toBeVisible();

  await shown.getByRole('button', { name: 'Leave it out…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Leave this step out' });
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Argo CD is switched off');
  await dialog.getByRole('button', { name: 'Prepare without it' }).click();
  await expect(shown.getByText('Application shop suspended – Argo CD is switched off')).toBeVisible({
    timeout: 20_000,
  });
  await expect(shown.getByText('Suspended first')).toBeHidden();
  await shown.getByRole('button', { name: 'Take it in again' }).click();
  await expect(shown.getByText('Suspended first')).toBeVisible({ timeout: 20_000 });

  await sendAndStart(page);
  await expectRecovered(page);
  expect(await image()).not.toBe(before);
  await page.getByRole('button', { name: 'Restore now' }).click();
  await expect(page.getByText(/Automation restored: Application argocd\/shop is on/).first()).toBeVisible({
    timeout: 20_000,
  });
  await expect(page.getByRole('button', { name: 'Restore now' })).toBeHidden();
  await expect.poll(image).toBe(before);
});
