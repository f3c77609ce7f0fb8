import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { ProviderError } from '../error';
import { withLock } from '../file-lock';
import { classify, isBrokenClone } from './classify';
import type { Git } from './git';
import type { Heads } from './heads';
import { readHeads } from './heads';

/** Far beyond any call's deadline: whoever made it is dead. */
const SCRATCH_STALE_MS = 60 * 60_000;
/** The first copy of a repository carries its whole history. */
const FIRST_COPY_FACTOR = 10;
/** Heads and tags, as they are on the remote: what was deleted or moved there is deleted or moved here. */
const MIRRORED = ['+refs/heads/*:refs/heads/*', '+refs/tags/*:refs/tags/*'];

/**
 * Brings the cached clone up to the remote and says where its branch stands. Heals what a killed process left: lock
 * files, throw-away directories, a broken clone. Errors: ProviderError `auth`, `unavailable`, `timeout`, `not_found`
 * (repository, branch or deployed ref), `failed` when the remote itself is shallow.
 */
export async function refresh(git: Git, signal: AbortSignal): Promise<Heads> {
  await mkdir(git.place.scratch, { recursive: true, mode: 0o700 });
  await withLock(`${git.place.root}/lock`, signal, async () => {
    await clearLeftovers(git);
    const first = await fetchAll(git, signal);
    if (first === 'done') return;
    await rm(git.place.clone, { recursive: true, force: true });
    if ((await fetchAll(git, signal)) === 'broken')
      throw new ProviderError('failed', `${git.name} sends a damaged history: run git fsck in that repository.`);
  });
  return readHeads(git, signal);
}

async function fetchAll(git: Git, signal: AbortSignal): Promise<'done' | 'broken'> {
  const firstCopy = !existsSync(git.place.clone);
  const gitDir = firstCopy ? path.join(git.place.scratch, `clone-${randomUUID()}`) : git.place.clone;
  try {
    if (firstCopy) await git.local(['init', '--quiet', '--bare', gitDir], { signal, gitDir });
    const outcome = await fetchInto(git, gitDir, signal, firstCopy);
    // A clone appears whole or not at all.
    if (firstCopy && outcome === 'done') await rename(gitDir, git.place.clone);
    return outcome;
  } finally {
    if (firstCopy) await rm(gitDir, { recursive: true, force: true });
  }
}

async function fetchInto(
  git: Git,
  gitDir: string,
  signal: AbortSignal,
  firstCopy: boolean,
): Promise<'done' | 'broken'> {
  const call = async (...options: string[]) =>
    git.tryRemote(
      [
        ...['fetch', '--quiet', '--prune', '--no-tags', '--no-write-fetch-head', '--update-shallow', ...options],
        ...[git.config.remote, ...MIRRORED],
      ],
      {
        signal,
        gitDir,
        ...(firstCopy ? { timeoutMs: git.config.timeoutSeconds * 1_000 * FIRST_COPY_FACTOR } : {}),
      },
    );
  const isShallow = () => existsSync(path.join(gitDir, 'shallow'));
  let result = await call(...(isShallow() ? ['--unshallow'] : []));
  // A source that is shallow, or was when this clone was made: its full history may be there to be had now.
  if (result.exitCode === 0 && isShallow()) result = await call('--unshallow');
  if (result.exitCode !== 0) {
    if (!firstCopy && isBrokenClone(result.stderr)) return 'broken';
    throw classify('fetch', git.name, result.stderr);
  }
  if (isShallow()) {
    throw new ProviderError(
      'failed',
      `${git.name} is itself a shallow clone, so earlier commits are missing there: point remote at the full repository, or run git fetch --unshallow in it.`,
    );
  }
  return 'done';
}

/** Holding the lock, every lock file of git in the clone belongs to a process that was killed. */
async function clearLeftovers(git: Git): Promise<void> {
  const { clone, scratch } = git.place;
  if (existsSync(clone)) {
    const found = [
      ...(await readdir(clone)).map((name) => path.join(clone, name)),
      ...(await readdir(path.join(clone, 'refs'), { recursive: true })).map((name) => path.join(clone, 'refs', name)),
    ];
    await Promise.all(found.filter((name) => name.endsWith('.lock')).map((name) => rm(name, { force: true })));
  }
  for (const name of await readdir(scratch)) {
    const dir = path.join(scratch, name);
    const { mtimeMs } = await stat(dir).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
    if (Date.now() - mtimeMs > SCRATCH_STALE_MS) await rm(dir, { recursive: true, force: true });
  }
}
