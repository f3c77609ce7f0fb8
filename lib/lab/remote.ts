import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { applies, commitPatch, commitRevert } from './commit';
import { git } from './git';
import { BUGS, type Bug, RELEASED_BUGS } from './history';
import { pushFrom } from './push';
import { seed } from './seed';

export const BRANCH = 'main';

/** The shop's source was changed so much that no bug of ours fits it any more. */
export class NoBugFits extends Error {
  override readonly name = 'NoBugFits';
}

/** None of our bugs is in the source. */
export class NothingToMend extends Error {
  override readonly name = 'NothingToMend';
}

export interface Pushed {
  commit: string;
  subject: string;
}

export interface Remote {
  dir: string;
  url: string;
  branch: string;
  /** The commit at the head of the branch. */
  head(): Promise<string>;
  /** Whether the first bug was pushed already: a start after a crash must not push it again. */
  wasBroken(): Promise<boolean>;
  /** Pushes a commit that breaks the shop on top of whatever the head is. Throws NoBugFits. */
  breakIt(now: Date): Promise<Pushed>;
  /** Pushes a commit that takes each of our bugs out again. Throws NothingToMend. */
  mendIt(now: Date): Promise<Pushed>;
}

/** The bare repository under `dir`, made with the shop's history when it is not there yet. */
export async function openRemote(dir: string, now: Date): Promise<Remote> {
  const bare = path.join(dir, 'shop.git');
  await mkdir(dir, { recursive: true });
  if (!existsSync(bare)) await seed(bare, now);
  return remoteAt(bare, BUGS, false);
}

/** Another repository with the history that `origin` began with. What is released from it goes back without a commit: breaking it mends it first. */
export async function openFork(bare: string, origin: Remote): Promise<Remote> {
  if (!existsSync(bare)) {
    const scratch = `${bare}.part`;
    await rm(scratch, { recursive: true, force: true });
    await git(['clone', '--quiet', '--bare', '--single-branch', origin.dir, scratch], { cwd: origin.dir });
    await git(['update-ref', `refs/heads/${BRANCH}`, await seededOf(origin.dir)], { cwd: scratch });
    await rename(scratch, bare);
  }
  return remoteAt(bare, RELEASED_BUGS, true);
}

const get = (bare: string, key: string) => git(['config', '--default', '', '--get', key], { cwd: bare });
const seededOf = (bare: string) => get(bare, 'lab.seeded');

async function remoteAt(bare: string, bugs: readonly Bug[], mendsFirst: boolean): Promise<Remote> {
  const config = (key: string, value: string) => git(['config', key, value], { cwd: bare });
  const head = () => readHead(bare);
  if ((await seededOf(bare)) === '') await config('lab.seeded', await head());
  return {
    dir: bare,
    url: pathToFileURL(bare).href,
    branch: BRANCH,
    head,
    // A crash may come between the push and the note about it: then the head alone tells.
    wasBroken: async () => (await get(bare, 'lab.bugs')) !== '' || (await seededOf(bare)) !== (await head()),
    async breakIt(at) {
      const before = Number((await get(bare, 'lab.bugs')) || 0);
      const pushed = await pushFrom({ bare, branch: BRANCH }, async (work) => {
        if (mendsFirst) await takeOut(work, bugs, at);
        const bug = await firstFitting(work, bugs, before);
        await commitPatch(work, bug.patch, bug.by, at);
      });
      await config('lab.bugs', String(before + 1));
      return pushed;
    },
    mendIt: (at) =>
      pushFrom({ bare, branch: BRANCH }, async (work) => {
        if (!(await takeOut(work, bugs, at))) throw new NothingToMend('None of the lab’s bugs is in the source.');
      }),
  };
}

/** A file read where git wrote one; git itself where the refs are packed. */
export async function readHead(bare: string): Promise<string> {
  const loose = await readFile(path.join(bare, 'refs/heads', BRANCH), 'utf8').catch(() => '');
  return /^[0-9a-f]{40,64}$/.test(loose.trim())
    ? loose.trim()
    : git(['rev-parse', `refs/heads/${BRANCH}`], { cwd: bare });
}

async function firstFitting(work: string, bugs: readonly Bug[], startAt: number): Promise<Bug> {
  for (let index = 0; index < bugs.length; index++) {
    const bug = bugs[(startAt + index) % bugs.length];
    if (bug && (await applies(work, bug.patch))) return bug;
  }
  throw new NoBugFits(
    'The shop is broken already, or its source has changed so much that no bug fits. Revert, then try again.',
  );
}

/** Reverts each of our bugs that is in the source, the outermost first. Whether there was one. */
async function takeOut(work: string, bugs: readonly Bug[], at: Date): Promise<boolean> {
  const outermost = async () => {
    for (const bug of bugs) if (await applies(work, bug.patch, '--reverse')) return bug;
    return null;
  };
  let found = false;
  for (let bug = await outermost(); bug; bug = await outermost()) {
    await commitRevert(work, bug.patch, bug.by, at);
    found = true;
  }
  return found;
}
