import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { git } from '../git';
import { ORDERS_HISTORY } from '../history';
import { pushFrom } from '../push';
import { BRANCH, type Remote, readHead } from '../remote';
import { seed } from '../seed';
import { commitMigration, PRICES_AGAIN, PRICES_WITH_TAX } from './release';

/** The repository of the orders service: its code and its migrations. It is broken by a migration, and mended by another. */
export async function openOrdersRemote(dir: string, now: Date): Promise<Remote> {
  const bare = path.join(dir, 'orders.git');
  await mkdir(dir, { recursive: true });
  if (!existsSync(bare)) await seed(bare, now, ORDERS_HISTORY);
  const push = (migration: typeof PRICES_AGAIN, at: Date) =>
    pushFrom({ bare, branch: BRANCH }, (work) => commitMigration(work, migration, at));
  const subjects = () => git(['log', '--format=%s', BRANCH], { cwd: bare });
  return {
    dir: bare,
    url: pathToFileURL(bare).href,
    branch: BRANCH,
    head: () => readHead(bare),
    wasBroken: async () => (await subjects()).split('\n').includes(PRICES_WITH_TAX.subject),
    breakIt: (at) => push(PRICES_WITH_TAX, at),
    mendIt: (at) => push(PRICES_AGAIN, at),
  };
}
