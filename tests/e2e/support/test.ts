import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  test as base,
  type Page,
} from '@playwright/test';
import { Installation, quick } from './installation';
import { signInByLink } from './people';
import { Shop } from './shop';

const PEOPLE = {
  /** Made by the first start. */
  admin: { email: 'admin@localhost', name: 'Administrator', role: 'admin' },
  camille: { email: 'camille@example.com', name: 'Camille Roux', role: 'commander' },
  noor: { email: 'noor@example.com', name: 'Noor Haddad', role: 'responder' },
  vic: { email: 'vic@example.com', name: 'Vic Muller', role: 'viewer' },
} as const;
export type Who = keyof typeof PEOPLE;
export const NAMES = Object.values(PEOPLE).map(({ name }) => name);

type State = Exclude<BrowserContextOptions['storageState'], string | undefined>;

/** One running Repli, its lab and its people, for all tests that do not stop or kill it. */
export interface World {
  installation: Installation;
  shop: Shop;
  /** The address of the lab's other service. */
  storefront: string;
  /** The cookies of a person's browser, signed in by a one-time link. */
  signedIn(who: Who): Promise<State>;
}

async function makeWorld(browser: Browser, installation: Installation): Promise<World> {
  const first = await installation.start();
  const states = new Map<Who, Promise<State>>();
  const linkOf = async (who: Who) => {
    const { email, name, role } = PEOPLE[who];
    return who === 'admin' ? first : installation.link('add', email, name, role);
  };
  await installation.editServices(quick);
  const signedIn = (who: Who) => {
    const state = states.get(who) ?? linkOf(who).then((link) => followLink(browser, link));
    states.set(who, state);
    return state;
  };
  const [shop, storefront] = [new Shop(installation.labDir), installation.addressOf('Storefront')];
  return { installation, shop, storefront, signedIn };
}

/** Presses the button behind a one-time link and keeps the session. */
async function followLink(browser: Browser, link: string): Promise<State> {
  const context = await browser.newContext({ locale: 'en-GB' });
  const page = await context.newPage();
  await signInByLink(page, link);
  const state = await context.storageState();
  await context.close();
  return state;
}

interface TestFixtures {
  /** Opens a browser of a person, or of nobody. */
  open: (who: Who | null, options?: BrowserContextOptions) => Promise<Page>;
}

export const test = base.extend<TestFixtures, { world: World }>({
  world: [
    async ({ browser }, use) => {
      const installation = new Installation();
      try {
        await use(await makeWorld(browser, installation));
      } finally {
        await installation.end();
      }
    },
    { scope: 'worker', timeout: 300_000 },
  ],
  baseURL: async ({ world }, use) => use(world.installation.url),
  open: async ({ browser, world }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (who, options = {}) => {
      const state = who ? { storageState: await world.signedIn(who) } : {};
      const context = await browser.newContext({ baseURL: world.installation.url, ...state, ...options });
      contexts.push(context);
      return context.newPage();
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
});

export { expect } from '@playwright/test';
