import { randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ProviderError } from '../error';
import { classify } from './classify';
import type { Git } from './git';

export interface Scratch {
  gitDir: string;
  /** Environment of calls that need its work tree. */
  env: Record<string, string>;
}

const FILES_NAMED = 10;

/**
 * A throw-away repository that reads the clone's objects and keeps what it writes to itself: the clone stays clean
 * whatever happens here, and two of them never meet.
 */
export async function withScratch<T>(git: Git, use: (scratch: Scratch) => Promise<T>): Promise<T> {
  const root = path.join(git.place.scratch, `work-${randomUUID()}`);
  const gitDir = path.join(root, '.git');
  const scratch = { gitDir, env: { GIT_WORK_TREE: root } };
  try {
    await mkdir(root, { recursive: true, mode: 0o700 });
    await git.local(['init', '--quiet', root], { signal: AbortSignal.timeout(10_000), gitDir });
    await mkdir(path.join(gitDir, 'info'), { recursive: true });
    await writeFile(path.join(gitDir, 'objects/info/alternates'), `${path.join(git.place.clone, 'objects')}\n`);
    return await use(scratch);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

/**
 * The tree that `git revert` of one commit gives on top of `head`. The checkout is sparse, with nothing in it: a large
 * repository costs its index only. Errors: ProviderError `conflict` naming the files.
 */
export async function revertedTree(
  git: Git,
  scratch: Scratch,
  head: string,
  commit: { sha: string; label: string; mainline: number | null },
  signal: AbortSignal,
): Promise<string> {
  const call = { signal, ...scratch };
  const identity = { GIT_AUTHOR_NAME: 'r', GIT_AUTHOR_EMAIL: 'r', GIT_COMMITTER_NAME: 'r', GIT_COMMITTER_EMAIL: 'r' };
  await git.local(['update-ref', '--no-deref', 'HEAD', head], call);
  await git.local(['config', 'core.sparseCheckout', 'true'], call);
  await writeFile(path.join(scratch.gitDir, 'info/sparse-checkout'), '/.repli-checks-nothing-out\n');
  await git.local(['read-tree', '-m', '-u', 'HEAD'], call);
  const mainline = commit.mainline === null ? [] : ['-m', String(commit.mainline)];
  const reverted = await git.tryLocal(['revert', '--no-commit', ...mainline, commit.sha], {
    ...call,
    env: { ...scratch.env, ...identity },
  });
  if (reverted.exitCode !== 0) throw await conflictOf(git, call, commit.label, reverted.stderr);
  return (await git.local(['write-tree'], call)).trim();
}

async function conflictOf(
  git: Git,
  call: { signal: AbortSignal; gitDir: string; env: Record<string, string> },
  label: string,
  stderr: string,
): Promise<ProviderError> {
  const out = await git.local(['diff', '--name-only', '--diff-filter=U', '-z'], call);
  const files = [...new Set(out.split('\0').filter(Boolean))];
  if (files.length === 0) return classify('revert', `${label} of ${git.name}`, stderr);
  const more = files.length > FILES_NAMED ? ` and ${files.length - FILES_NAMED} more` : '';
  return new ProviderError(
    'conflict',
    `Undoing ${label} alone conflicts with later commits in ${files.slice(0, FILES_NAMED).join(', ')}${more}; nothing was written. Go back to the commit before it, or revert it by hand.`,
  );
}
