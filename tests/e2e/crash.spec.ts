import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { identify, isAlive, type ProcessIdentity } from '@/scripts/lib/process-identity';
import { type GitHttpServer, serveGit } from '../contract/fixtures/git-http-server';
import { Installation } from './support/installation';
import { signInByLink } from './support/people';
import { declare, enter, entry, expectPhase, expectRecovered, incidentOf, rollBack } from './support/room';
import { Shop } from './support/shop';

test.describe.configure({ mode: 'serial', timeout: 180_000 });

const TOKEN = 'a token that only the git server knows';
const SLUG = 'shop-over-http';
let installation: Installation;
let shop: Shop;
let git: GitHttpServer;
let page: Page;

/** The shop a second time, its repository reached through a server of the test's own, which can hold its replies. */
async function addServiceOverHttp(): Promise<void> {
  const reference = `file://${installation.keep('git-token', TOKEN)}`;
  const config = {
    remote: `http://127.0.0.1:${git.port}/shop.git`,
    branch: 'main',
    credentials: { kind: 'token', reference },
  };
  await installation.editServices((service) => {
    if (service.slug !== 'shop') return;
    Object.assign(service, { slug: SLUG, name: 'Shop over HTTP', stability: { windowSeconds: 6, intervalSeconds: 1 } });
    service.components = [{ name: 'code', provider: 'git', config }];
  });
}

test.beforeAll(async ({ browser }) => {
  test.setTimeout(300_000);
  installation = new Installation();
  const link = await installation.start();
  shop = new Shop(installation.labDir);
  git = await serveGit(installation.labDir, TOKEN);
  await addServiceOverHttp();
  page = await (await browser.newContext({ baseURL: installation.url })).newPage();
  await signInByLink(page, link);
});
test.afterAll(async () => {
  await installation?.end();
  await git?.close();
});

interface Processes {
  up: ProcessIdentity;
  children: ProcessIdentity[];
  postmaster: number;
}

function processes(): Processes {
  const { up, children } = JSON.parse(readFileSync(path.join(installation.dataDir, 'up.json'), 'utf8'));
  const pid = readFileSync(path.join(installation.dataDir, 'postgres/data/postmaster.pid'), 'utf8');
  return { up, children, postmaster: Number.parseInt(pid, 10) };
}

/** kill -9 of `npm run up` and everything that it started, the database too. */
function killEverything(): void {
  const { up, children, postmaster } = processes();
  for (const pid of [up.pid, ...children.map((child) => child.pid), postmaster]) process.kill(pid, 'SIGKILL');
}

const lost = () => page.getByRole('status').filter({ hasText: 'Connection lost, reconnecting' });

/** Lets the remote accept the revert but never say so; the replies to pushes before it are lost as well. */
async function loseReplyToRevert(commitsBefore: number): Promise<void> {
  for (;;) {
    await git.whenHeld();
    if ((await shop.subjects()).length > commitsBefore) return;
    await git.fault('none');
    await git.fault('hold-push-reply');
  }
}

test('killed in the middle of the run and again in verification, it finishes with exactly one revert commit', async () => {
  await shop.expectBroken();
  const before = await shop.subjects();
  await git.fault('hold-push-reply');
  const incidentId = await rollBack(page, 'The console dies twice', SLUG);
  await loseReplyToRevert(before.length);
  await expect(page.getByText('Requesting…')).toBeVisible();

  killEverything();
  await expect(lost()).toBeVisible();
  await git.fault('none');
  await installation.start();
  await expectPhase(page, 'Verification');
  await expect(lost()).toBeHidden();
  await expect(page.getByRole('row', { name: 'API health' })).toContainText('Passes', { timeout: 30_000 });

  killEverything();
  await expect(lost()).toBeVisible();
  await installation.start();
  await expectRecovered(page);
  await expect(entry(page, 'The stability window starts over')).not.toHaveCount(0);
  await expect(entry(page, 'started the rollback')).toHaveCount(1);
  expect(incidentOf(page)).toBe(incidentId);
  expect((await shop.subjects()).slice(1)).toEqual(before);
  await shop.expectHealthy();
});

const PREPARE = /^Prepare the rollback of code to /;

test('Ctrl-C with a live page open ends every process', async () => {
  await declare(page, 'Open while it stops', { service: SLUG });
  await expect(page.getByRole('button', { name: PREPARE })).toBeEnabled();
  const { children, postmaster } = processes();
  expect(children.filter(isAlive)).toHaveLength(2);
  expect((await installation.repli?.stop())?.code).toBe(0);
  expect(children.filter(isAlive)).toEqual([]);
  expect(identify(postmaster)).toBeNull();
  // Written last, once everything else has stopped: a process that had to be killed does not get there.
  expect(readFileSync(path.join(installation.dataDir, 'logs/console.log'), 'utf8')).toMatch(/"msg":"stopped"\}\s*$/);
});

test('a room that lost its connection says so, lets nothing be pressed, and catches up in silence', async () => {
  const prepare = page.getByRole('button', { name: PREPARE });
  await expect(lost()).toBeVisible();
  await expect(page).toHaveTitle(/^Offline · /);
  await expect(prepare).toBeDisabled();

  await installation.start();
  const other = await page.context().newPage();
  await enter(other, incidentOf(page));
  await other.getByRole('textbox', { name: 'Add a note…' }).fill('Written while the other page was away');
  await other.keyboard.press('Enter');
  await expect(entry(page, 'Written while the other page was away')).toBeVisible();
  await expect(lost()).toBeHidden();
  await expect(prepare).toBeEnabled();
  await other.close();
});
