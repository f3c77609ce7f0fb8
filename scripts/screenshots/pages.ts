import type { Page } from '@playwright/test';
import type { Stage } from '../../tests/setup/room/lines';
import { STAGES } from '../../tests/setup/room/lines';
import type { Several } from '../../tests/setup/room/several';
import { SEVERAL } from '../../tests/setup/room/several';

/** Whose browser a page is shown in. Null: nobody is signed in. */
export type Who = 'commander' | 'responder' | 'admin' | 'viewer' | null;

/** What only a stage knows. */
export interface Places {
  rooms: Record<Stage | Several, string>;
  sharePath: string;
  linkPath: string;
}

export interface Shot {
  name: string;
  path: string | ((places: Places) => string);
  who: Who;
  /** What to do before the picture is taken. */
  before?: (page: Page) => Promise<void>;
  /** The live stream is cut off, as when a network goes away. */
  disconnected?: boolean;
}

type Room = keyof Places['rooms'];

const room =
  (stage: Room, below = '') =>
  ({ rooms }: Places) =>
    `/incidents/${rooms[stage]}${below}`;
const postmortem = (stage: Room) => room(stage, '/post-mortem');

/** Every page, in the state that is hardest to draw. Rooms first: their clocks run while pictures are taken. */
export const SHOTS: Shot[] = [
  { name: 'room-asked', path: room('asked'), who: 'responder' },
  { name: 'room-choosing', path: room('choosing'), who: 'commander', before: choosePlaybook },
  { name: 'room-by-hand', path: room('choosing'), who: 'commander', before: pickByHand },
  ...SEVERAL.filter((stage) => stage !== 'asked' && stage !== 'choosing').map(
    (stage): Shot => ({ name: `room-${stage}`, path: room(stage), who: 'commander' }),
  ),
  ...STAGES.map((stage): Shot => ({ name: `room-${stage}`, path: room(stage), who: 'commander' })),
  { name: 'room-viewer', path: room('failed'), who: 'viewer' },
  { name: 'room-disconnected', path: room('verification'), who: 'commander', disconnected: true },
  { name: 'shared', path: ({ sharePath }) => sharePath, who: null },
  { name: 'home', path: '/', who: 'commander' },
  { name: 'declare', path: '/declare', who: 'responder', before: typeService },
  {
    name: 'declare-wrong',
    path: '/declare?service=shop',
    who: 'responder',
    before: (page) => page.keyboard.press('Enter'),
  },
  { name: 'incidents', path: '/incidents', who: 'viewer' },
  { name: 'incidents-none', path: '/incidents?q=nothing+like+it&status=open', who: 'viewer' },
  { name: 'services', path: '/services', who: 'responder' },
  { name: 'service', path: '/services/shop', who: 'responder' },
  { name: 'readiness', path: '/services/shop/readiness', who: 'admin' },
  { name: 'readiness-not', path: '/services/reservations/readiness', who: 'commander' },
  { name: 'prevention', path: '/services/shop/prevention', who: 'admin' },
  { name: 'readiness-never', path: '/services/search/readiness', who: 'viewer' },
  { name: 'revisions', path: '/services/shop/revisions', who: 'commander' },
  { name: 'service-bare', path: '/services/reservations', who: 'responder' },
  { name: 'service-archived', path: '/services/warehouse', who: 'admin' },
  { name: 'catalogue-new', path: '/catalogue/new', who: 'admin' },
  { name: 'catalogue-edit', path: '/catalogue/edit/shop', who: 'admin', before: openItems },
  { name: 'credentials', path: '/catalogue/credentials', who: 'admin' },
  { name: 'catalogue-import', path: '/catalogue/import', who: 'admin' },
  { name: 'follow-ups', path: '/follow-ups', who: 'responder' },
  { name: 'follow-ups-done', path: '/follow-ups?filter=done', who: 'viewer' },
  { name: 'post-mortem', path: postmortem('closed'), who: 'responder' },
  { name: 'post-mortem-write', path: postmortem('closed'), who: 'responder', before: write },
  { name: 'post-mortem-none', path: postmortem('failed'), who: 'responder' },
  { name: 'post-mortem-review', path: postmortem('closed'), who: 'admin' },
  { name: 'library', path: '/post-mortems', who: 'admin' },
  { name: 'library-none', path: '/post-mortems?q=nothing+like+it', who: 'viewer' },
  { name: 'templates', path: '/post-mortems/templates', who: 'admin' },
  { name: 'statistics', path: '/statistics?period=all', who: 'viewer' },
  { name: 'account', path: '/account', who: 'admin' },
  { name: 'people', path: '/people', who: 'admin' },
  { name: 'audit', path: '/audit', who: 'admin' },
  { name: 'not-found', path: '/nothing-here', who: 'responder' },
  { name: 'sign-in', path: '/sign-in', who: null },
  { name: 'sign-in-link', path: ({ linkPath }) => linkPath, who: null },
];

async function choosePlaybook(page: Page): Promise<void> {
  await page.getByRole('radio', { name: 'Complete' }).check();
}

/** The first item of each list, open. */
async function openItems(page: Page): Promise<void> {
  for (const item of await page.locator('form li:first-child > details > summary').all()) await item.click();
}

async function pickByHand(page: Page): Promise<void> {
  await choosePlaybook(page);
  await page.getByRole('group').getByRole('radio').nth(3).check();
}

/** Letters that the longest name matches: the list is open over the form. */
async function typeService(page: Page): Promise<void> {
  await page.getByRole('combobox').first().fill('re');
}

async function write(page: Page): Promise<void> {
  await page.getByRole('tab').nth(1).click();
  const text = page.locator('textarea').first();
  await text.press('End');
  await text.pressSequentially(' …');
}
