import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { parse } from 'yaml';
import { ready } from './support/ready';
import { expect, test, type World } from './support/test';

interface LabService {
  components: [{ config: { remote: string } }];
  channels: [{ url: string; secret: string }];
}

/** What the lab's own service is told of the shop: another team would set up the same. */
function labService({ installation }: World): LabService {
  const { services } = parse(readFileSync(path.join(installation.labDir, 'catalogue.yaml'), 'utf8'));
  return services[0];
}

/** Adds an item to one of the form's lists; answers with its part of the page. */
async function add(page: Page, what: string): Promise<Locator> {
  await (await ready(page.getByRole('button', { name: what, exact: true }))).click();
  return page
    .locator('form li')
    .filter({ has: page.locator('details[open]') })
    .last();
}

/** Tries what is written and waits for the answer. */
async function tryOut(item: Locator, button: string, answer: RegExp): Promise<void> {
  await item.getByRole('button', { name: button }).click();
  await expect(item.getByRole('status')).toContainText(answer, { timeout: 30_000 });
  await item.locator('summary').first().click();
}

test('a team sets a service up with the forms alone, and each part of it answers', async ({ world, open }) => {
  const lab = labService(world);
  const page = await open('admin');
  await page.goto('/services');
  await page.getByRole('link', { name: 'New service' }).click();
  await (await ready(page.getByRole('button', { name: 'Create the service' }))).click();
  await expect(page.getByLabel('Owner', { exact: true })).toHaveAttribute('aria-invalid', 'true');

  await page.getByLabel('Name', { exact: true }).fill('Bakery');
  await page.getByLabel('Environment', { exact: true }).fill('staging');
  await page.getByLabel('Owner', { exact: true }).fill('Bakers');

  const component = await add(page, 'Add a component');
  await component.getByLabel('Kind').selectOption('git');
  await component.getByLabel('Name', { exact: true }).fill('web');
  await component.getByLabel('Repository').fill('not a repository');
  await component.getByRole('button', { name: 'Test now' }).click();
  await expect(component.getByRole('status')).toContainText('remote');
  await component.getByLabel('Repository').fill(lab.components[0].config.remote);
  await tryOut(component, 'Test now', /Running now: [0-9a-f]{8}/);

  const check = await add(page, 'Add a check');
  await check.getByLabel('Kind').selectOption('http');
  await check.getByLabel('Name', { exact: true }).fill('The shop is there');
  await check.getByLabel('Must hold before recovery').check();
  await check.getByLabel('Address').fill(`${world.shop.url}/`);
  await tryOut(check, 'Test now', /Holds: 200/);

  const channel = await add(page, 'Add a channel');
  await channel.getByLabel('Kind').selectOption('webhook');
  await channel.getByLabel('Address').fill(lab.channels[0].url);
  await channel.getByLabel('Secret that signs').fill(lab.channels[0].secret);
  await tryOut(channel, 'Send a test message', /A test message to/);

  const playbook = await add(page, 'Add a playbook');
  await playbook.getByLabel('Name', { exact: true }).fill('Code only');
  await playbook.getByLabel('Expected duration (min)').fill('10');
  await playbook.getByRole('button', { name: 'Add web' }).click();

  await page.getByRole('button', { name: 'Create the service' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Bakery' })).toBeVisible();
  await expect(page.getByText('The shop is there')).toBeVisible();
  await expect(page.getByText('Code only')).toBeVisible();
});

test('two editors lose nothing: the second sees the difference and brings both together', async ({ world, open }) => {
  await world.installation.addServices([
    {
      slug: 'florist',
      name: 'Florist',
      environment: 'staging',
      owner: 'Gardeners',
      components: [{ name: 'web', provider: 'git', config: { remote: labService(world).components[0].config.remote } }],
    },
  ]);
  const [first, second] = [await open('admin'), await open('admin')];
  for (const page of [first, second]) {
    await page.goto('/catalogue/edit/florist');
    await ready(page.getByRole('button', { name: 'Save' }));
  }
  await first.getByLabel('Owner', { exact: true }).fill('Gardeners of the day');
  await first.getByRole('button', { name: 'Save' }).click();
  await expect(first.getByRole('heading', { level: 1, name: 'Florist' })).toBeVisible();

  await second.getByLabel('Environment', { exact: true }).fill('production');
  await second.getByRole('button', { name: 'Save' }).click();
  await expect(second.getByText('Administrator saved this service while you were editing')).toBeVisible();
  await expect(second.getByText('-    owner: Gardeners of the day')).toBeVisible();
  await second.getByRole('button', { name: 'Bring my changes onto what is stored' }).click();
  await expect(second.getByLabel('Owner', { exact: true })).toHaveValue('Gardeners of the day');
  await second.getByRole('button', { name: 'Save' }).click();
  await expect(second.getByText('production · Gardeners of the day')).toBeVisible();
});

test('a file is shown line by line before it changes anything', async ({ world, open }) => {
  const page = await open('admin');
  await page.goto('/catalogue/import');
  await ready(page.getByRole('button', { name: 'Show what would change' }));
  const { remote } = labService(world).components[0].config;
  const yaml = `services:
  - { slug: library, name: Library, environment: staging, owner: Readers, components: [{ name: web, provider: git, config: { REMOTE: "${remote}" } }] }
`;
  await page.getByLabel('Or paste YAML').fill(yaml.replace('REMOTE', 'remoet'));
  await page.getByRole('button', { name: 'Show what would change' }).click();
  await expect(page.getByText('“remote” is missing')).toBeVisible();
  await page.getByLabel('Or paste YAML').fill(yaml.replace('REMOTE', 'remote'));
  await page.getByRole('button', { name: 'Show what would change' }).click();
  await expect(page.getByText('create service “Library” of library')).toBeVisible();
  await page.getByRole('button', { name: 'Make these 2 changes' }).click();
  await expect(page.getByText('2 changes made.')).toBeVisible();
  await page.goto('/services/library');
  await expect(page.getByRole('heading', { level: 1, name: 'Library' })).toBeVisible();
});

test('a credential is stored, used by its name, and never shown again', async ({ world, open }) => {
  const lab = labService(world).channels[0];
  const secret = readFileSync(lab.secret.replace(/^file:/, ''), 'utf8').trim();
  const page = await open('admin');
  await page.goto('/catalogue/credentials');
  const form = page.locator('form').last();
  await ready(form.getByRole('button', { name: 'Save' }));
  await form.getByLabel('Name').fill('inbox-secret');
  await form.getByLabel('Secret', { exact: true }).fill(secret);
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { name: 'inbox-secret' })).toBeVisible();
  expect(await page.content()).not.toContain(secret);

  await page.goto('/catalogue/edit/shop');
  const channel = await add(page, 'Add a channel');
  await channel.getByLabel('Kind').selectOption('webhook');
  await channel.getByLabel('Address').fill(lab.url);
  await channel.getByLabel('Secret that signs').fill('credential:inbox-secret');
  await channel.getByRole('button', { name: 'Send a test message' }).click();
  await expect(channel.getByRole('status')).toContainText('202 from', { timeout: 30_000 });
  expect(await page.content()).not.toContain(secret);
  expect(await page.request.get('/catalogue/export').then((answer) => answer.text())).not.toContain(secret);
});

test('a template is read as an incident would fill it in, while it is written', async ({ open }) => {
  const page = await open('admin');
  await page.goto('/catalogue/edit/shop');
  await ready(page.getByRole('button', { name: 'Save' }));
  await page.getByRole('button', { name: 'Add wording of its own' }).click();
  await page.getByRole('button', { name: 'Write it in French' }).click();
  const french = page.getByRole('group', { name: 'In French' });
  await french.getByLabel('Start', { exact: true }).fill('**{{service}}** : {{reason}}');
  const preview = page.getByRole('figure').filter({ hasText: 'French, start' });
  await expect(preview).toContainText('Les paiements échouent depuis le dernier déploiement');
  await expect(preview).not.toContainText('{{');
  await french.getByLabel('Start', { exact: true }).fill('');
  await expect(preview).toHaveCount(0);
});

test('a service that is no longer operated leaves the lists, and comes back', async ({ world, open }) => {
  const { config } = labService(world).components[0];
  const components = [{ name: 'web', provider: 'git', config: { remote: config.remote } }];
  await world.installation.addServices([
    { slug: 'kiosk', name: 'Kiosk', environment: 'staging', owner: 'Readers', components },
  ]);
  const page = await open('admin');
  await page.goto('/catalogue/edit/kiosk');
  await (await ready(page.getByRole('button', { name: 'Archive', exact: true }))).click();
  await page.getByRole('button', { name: 'Archive Kiosk' }).click();
  await expect(page.getByRole('link', { name: /^Archived/ })).toHaveAttribute('aria-current', 'page');
  await expect(page.getByRole('heading', { name: 'Kiosk' })).toBeVisible();
  await page.getByRole('link', { name: /^Operated/ }).click();
  await expect(page.getByRole('heading', { name: 'Kiosk' })).toHaveCount(0);
  const reader = await open('vic');
  await reader.goto('/services/kiosk');
  await expect(reader.getByText('This service is archived')).toBeVisible();
  await expect(reader.getByText('An administrator can bring it back.')).toBeVisible();
  await reader.goto('/services/kiosk/readiness');
  await expect(reader).toHaveURL(/\/services\/kiosk$/);
  await page.goto('/services?archived=1');
  await page.getByRole('link', { name: 'Kiosk', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Kiosk' })).toBeVisible();
  await expect(page.getByText('Past incidents')).toBeVisible();
  await expect(page.getByRole('link', { name: /Declare incident/ })).toHaveCount(0);
  await (await ready(page.getByRole('button', { name: 'Bring Kiosk back' }))).click();
  await expect(page.getByRole('link', { name: /Declare incident/ })).toBeVisible();
  await expect(page.getByText('This service is archived')).toHaveCount(0);
});
