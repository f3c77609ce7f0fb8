import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { type Browser, type BrowserContext, chromium } from '@playwright/test';
import { presentChromium } from '@/scripts/test/chromium';
import { makeWorld, type World } from '@/tests/setup/world';
import type { RunningConsole } from './console';
import { runConsole } from './console';
import type { Endings } from './endings';
import { startHelper } from './helper';
import { SESSION_COOKIE, signPeopleIn } from './people';

/** As many as the largest crowd. */
const PEOPLE = 1_000;
/** What the tests' browser gets too (playwright.config.ts). */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** What every measure starts from: a database of its own, the built console on it, and the bare server beside it. */
export interface Stage {
  /** The built console's folder. */
  build: string;
  /** Thrown away at the end. */
  folder: string;
  secret: string;
  world: World;
  console: RunningConsole;
  /** Address of the bare server (`bare-relay.ts`), on the same database. */
  bareUrl: string;
  /** Session cookies' values, one a person. */
  people: string[];
  endings: Endings;
  /** A fresh browser profile of a signed-in commander. */
  openBrowser(url?: string): Promise<BrowserContext>;
}

/** Sets this process's settings, so one stage a process. */
export async function buildStage(root: string, build: string, endings: Endings): Promise<Stage> {
  // Passable, as PostgreSQL may have to run as another user below it.
  const folder = mkdtempSync(path.join(root, '.data', 'bench-'));
  endings.defer(() => rmSync(folder, { recursive: true, force: true }));
  // Commands that are executed here need no second worker.
  process.env.REPLI_ROLE = 'web';
  const world = await makeWorld();
  endings.defer(() => world.end());
  const secret = process.env.NEXTAUTH_SECRET ?? '';
  const people = await signPeopleIn(world.databaseUrl, secret, PEOPLE);
  const console = await runConsole({ build, databaseUrl: world.databaseUrl, dataDir: world.dataDir, secret });
  endings.defer(() => console.stop());
  const bare = startHelper<'port', number>('bare-relay.ts', { ...process.env, PORT: '0' });
  endings.defer(() => bare.stop());
  const bareUrl = `http://127.0.0.1:${await bare.ask('port')}`;
  let browser: Browser | undefined;
  return {
    ...{ build, folder, secret, world, console, bareUrl, people, endings },
    async openBrowser(url = console.url) {
      browser ??= await launch(endings);
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
      await context.addCookies([{ name: SESSION_COOKIE, value: people[0] ?? '', url }]);
      return context;
    },
  };
}

async function launch(endings: Endings): Promise<Browser> {
  const executablePath = presentChromium();
  if (!executablePath)
    throw new Error('There is no Chromium. Name one: REPLI_CHROMIUM=/path/to/chromium npm run bench');
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  endings.defer(() => browser.close());
  return browser;
}
