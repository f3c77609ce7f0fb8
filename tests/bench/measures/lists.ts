import { freshDatabase } from '@/tests/setup/database';
import { runConsole } from '../lib/console';
import type { Figure, Measure } from '../lib/figures';
import { seedManyIncidents } from '../lib/many-incidents';
import { pageFigures } from '../lib/page-figures';
import { SESSION_COOKIE, signPeopleIn } from '../lib/people';

const INCIDENTS = 100_000;
const REQUESTS = 20;
const PAGE_WITHIN_MS = 3_000;
/** A page whose last incident has this number is deep in the list. */
const DEEP = 2_000;

const PAGES = [
  ['home', '/'],
  ['incidents, newest', '/incidents'],
  ['incidents, open only', '/incidents?status=open'],
  ['incidents, one service', '/incidents?service=service-7'],
  ['incidents, by number', '/incidents?q=INC-4242'],
  ['incidents, words of few titles', '/incidents?q=77777'],
  ['incidents, words of no title', '/incidents?q=nothing+like+it'],
] as const;

/** Pages that must not grow slow over the years. */
export const lists: Measure = {
  id: 'lists',
  title: `home and the list with ${INCIDENTS.toLocaleString('en')} incidents`,
  method: `${REQUESTS} requests for each page one after another, whole HTML. Base: the same bytes from the bare server.`,
  async run(stage) {
    const database = await freshDatabase();
    stage.endings.defer(() => database.drop());
    await seedManyIncidents(database.url, INCIDENTS);
    const { build, secret, world, endings } = stage;
    const console = await runConsole({ build, secret, databaseUrl: database.url, dataDir: world.dataDir });
    endings.defer(() => console.stop());
    try {
      const [person] = await signPeopleIn(database.url, secret, 1);
      const cookie = `${SESSION_COOKIE}=${person}`;
      const deep = `/incidents?cursor=${encodeURIComponent(`${deepTime()}_${DEEP}`)}`;
      const asked = { bareUrl: stage.bareUrl, cookie, requests: REQUESTS, withinMs: PAGE_WITHIN_MS };
      const figures: Figure[] = [];
      for (const [name, path] of [...PAGES, ['incidents, the deepest pages', deep] as const])
        figures.push(...(await pageFigures(name, console.url + path, asked)));
      return figures;
    } finally {
      await console.stop();
    }
  },
};

/** About when that incident was declared: see `seedManyIncidents`. */
function deepTime(): string {
  return new Date(Date.now() - (1 - DEEP / INCIDENTS) * 3 * 365 * 86_400_000).toISOString();
}
