import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { migrate } from '@/lib/db/migrate';
import { checkOut } from '../deploy';
import { git } from '../git';
import type { Remote } from '../remote';
import { releaseOf } from '../storefront/history';
import type { Platform } from '../storefront/platform';
import { watchHead } from '../watch';
import type { Amazon } from './amazon';
import { type Accounts, as } from './roles';

const MIGRATIONS = 'prisma/migrations';

export interface Pipeline {
  remote: Remote;
  amazon: Amazon;
  accounts: Accounts;
  ecs: Platform;
  /** Where versions are checked out. */
  dir: string;
  log: (line: string) => void;
}

/**
 * What a careful team's CI does with each commit that is pushed: a snapshot where there are migrations, then these, as
 * `prisma migrate deploy` applies them, then the image. What a rollback put back stays until the next push.
 */
export async function startPipeline(pipeline: Pipeline, signal: AbortSignal): Promise<void> {
  const { remote, ecs, log } = pipeline;
  const config = (...args: string[]) => git(['config', ...args], { cwd: remote.dir });
  const released = () => config('--default', '', '--get', 'lab.released');
  if ((await released()) === '') await config('lab.released', await remote.head());
  const release = async (commit: string) => {
    if ((await released()) === commit) return;
    await prepareData(pipeline, commit);
    ecs.release(await releaseOf(remote, commit));
    await config('lab.released', commit);
  };
  let last = Promise.resolve();
  const inTurn = (commit: string) => {
    last = last.then(() => release(commit)).catch((cause: unknown) => log(`${commit} is not released: ${cause}`));
  };
  watchHead(remote, inTurn, signal);
}

async function prepareData({ remote, amazon, accounts, dir }: Pipeline, commit: string): Promise<void> {
  const folder = path.join(await checkOut(remote, commit, dir), MIGRATIONS);
  const before = new Set(await migrationsAt(remote, `${commit}^`));
  const isNew = (await readdir(folder)).some((name) => !before.has(name));
  if (isNew) await amazon.snapshot(`before-${commit.slice(0, 8)}`);
  await apply(amazon, accounts, folder);
}

async function migrationsAt({ dir }: Remote, commit: string): Promise<string[]> {
  const names = await git(['ls-tree', '--name-only', `${commit}:${MIGRATIONS}`], { cwd: dir });
  return names.split('\n');
}

/** The first time, or when the server lost everything: brings the database to where the head of the branch is. */
export async function applyAll({ remote, amazon, accounts, dir }: Pipeline): Promise<void> {
  await apply(amazon, accounts, path.join(await checkOut(remote, await remote.head(), dir), MIGRATIONS));
}

async function apply(amazon: Amazon, { owner }: Accounts, folder: string): Promise<void> {
  const url = amazon.current();
  if (url === null) throw new Error('the secret names no database that is there');
  await migrate(as(owner, url), folder);
}
