import { ProviderError } from '../error';
import type { Git } from './git';

export interface Heads {
  /** Where the branch is: what a rollback builds on. */
  head: string;
  /** What is deployed: the deployed ref's commit, or the head. */
  deployed: string;
}

const BRANCHES_NAMED = 8;

/** Reads the cached clone. Errors: ProviderError `not_found` for the branch or the deployed ref, naming what is there. */
export async function readHeads(git: Git, signal: AbortSignal): Promise<Heads> {
  const { branch, deployedRef } = git.config;
  const head = await commitOf(git, [`refs/heads/${branch}`], signal);
  if (!head) throw await noBranch(git, signal);
  if (deployedRef === undefined) return { head, deployed: head };
  const deployed = await commitOf(git, deployedRefs(deployedRef), signal);
  if (!deployed) {
    throw new ProviderError(
      'not_found',
      `${git.name} has no tag or branch ${deployedRef}: let CI set it once, or correct deployedRef.`,
    );
  }
  return { head, deployed };
}

/** The full names that a deployed ref may stand for: a tag wins over a branch, as in git. */
export function deployedRefs(name: string): string[] {
  return name.startsWith('refs/') ? [name] : [`refs/tags/${name}`, `refs/heads/${name}`];
}

async function commitOf(git: Git, refs: string[], signal: AbortSignal): Promise<string | null> {
  for (const ref of refs) {
    const found = await git.tryLocal(['rev-parse', '--verify', '--quiet', `${ref}^{commit}`], { signal });
    if (found.exitCode === 0) return found.stdout.trim();
  }
  return null;
}

async function noBranch(git: Git, signal: AbortSignal): Promise<ProviderError> {
  const out = await git.local(['for-each-ref', '--format=%(refname:lstrip=2)', 'refs/heads'], { signal });
  const names = out.split('\n').filter(Boolean);
  const list = names.slice(0, BRANCHES_NAMED).join(', ') + (names.length > BRANCHES_NAMED ? '…' : '');
  const what = names.length === 0 ? 'it has no commits yet' : `it has ${list}`;
  return new ProviderError(
    'not_found',
    `${git.name} has no branch ${git.config.branch} (${what}): correct the branch in the catalogue.`,
  );
}
