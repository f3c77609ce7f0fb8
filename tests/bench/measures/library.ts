import { freshDatabase } from '@/tests/setup/database';
import { runConsole } from '../lib/console';
import type { Figure, Measure } from '../lib/figures';
import { seedManyIncidents } from '../lib/many-incidents';
import { seedManyPostmortems } from '../lib/many-postmortems';
import { pageFigures } from '../lib/page-figures';
import { SESSION_COOKIE, signPeopleIn } from '../lib/people';

const INCIDENTS = 100_000;
const REQUESTS = 20;
const PAGE_WITHIN_MS = 5_000;

const PAGES = [
  ['library, newest', '/post-mortems'],
  ['library, longest recovery', '/post-mortems?sort=longest'],
  ['library, four filters', '/post-mortems?service=service-7&class=urgent&review=published&tag=tag-3'],
  ['library, a word of every text', '/post-mortems?q=everybody'],
  ['library, a word of few texts', '/post-mortems?q=needle1234'],
  ['library, two words and a filter', '/post-mortems?q=certificate+queue&cause=migration'],
  ['library, a word of no text', '/post-mortems?q=haystack'],
  ['statistics, the last 12 months', '/statistics'],
  ['statistics, all time', '/statistics?period=all'],
] as const;

/** What an admin reviews must be found, and counted, whatever the number of years. */
export const library: Measure = {
  id: 'library',
  title: `library and statistics with ${INCIDENTS.toLocaleString('en')} post-mortems`,
  method: `${REQUESTS} requests for each page one after another, whole HTML. Base: the same bytes from the bare server.`,
  async run({ build, secret, world, endings, bareUrl }) {
    const database = await freshDatabase();
    endings.defer(() => database.drop());
    await seedManyIncidents(database.url, INCIDENTS);
    await seedManyPostmortems(database.url);
    const console = await runConsole({ build, secret, databaseUrl: database.url, dataDir: world.dataDir });
    endings.defer(() => console.stop());
    try {
      const [person] = await signPeopleIn(database.url, secret, 1);
      const cookie = `${SESSION_COOKIE}=${person}`;
      const asked = { bareUrl, cookie, requests: REQUESTS, withinMs: PAGE_WITHIN_MS };
      const figures: Figure[] = [];
      for (const [name, path] of PAGES) figures.push(...(await pageFigures(name, console.url + path, asked)));
      return figures;
    } finally {
      await console.stop();
    }
  },
};
