import { ProviderError } from '../error';
import type { Git } from './git';
import type { Heads } from './heads';
import { type Commit, readCommit, short } from './history';

export interface Target {
  /** `back`: undo everything after this commit. `without`: undo this commit only. */
  kind: 'back' | 'without';
  commit: Commit;
}

const BRANCHES_NAMED = 5;

/**
 * Reads `<sha>` or `without:<sha>` (7 hexadecimal digits at least). Errors: ProviderError `not_found` for an unknown
 * commit, `invalid_target` when several commits begin so, or when it is not on the branch (naming where it is).
 */
export async function resolveTarget(git: Git, heads: Heads, revisionId: string, signal: AbortSignal): Promise<Target> {
  const [, without, digits = ''] = /^(without:)?([0-9a-f]{7,64})$/.exec(revisionId) ?? [];
  const sha = digits === '' ? null : await resolveCommit(git, digits, signal);
  if (sha === null) {
    throw new ProviderError(
      'not_found',
      `${git.name} has no commit ${revisionId.slice(0, 80)}: choose one from the list.`,
    );
  }
  const kind = without ? 'without' : 'back';
  const onBranch = await git.tryLocal(['merge-base', '--is-ancestor', sha, heads.head], { signal });
  if (onBranch.exitCode !== 0) throw await elsewhere(git, sha, signal);
  if (kind === 'back' && sha !== heads.head) await requireMainLine(git, heads, sha, signal);
  return { kind, commit: await readCommit(git, sha, signal) };
}

async function resolveCommit(git: Git, digits: string, signal: AbortSignal): Promise<string | null> {
  const found = await git.tryLocal(['rev-parse', '--verify', `${digits}^{commit}`], { signal });
  if (found.exitCode === 0) return found.stdout.trim();
  if (/ambiguous/.test(found.stderr)) {
    throw new ProviderError(
      'invalid_target',
      `Several commits of ${git.name} begin with ${digits}: give more of its digits.`,
    );
  }
  return null;
}

async function elsewhere(git: Git, sha: string, signal: AbortSignal): Promise<ProviderError> {
  const out = await git.local(
    [
      'for-each-ref',
      `--contains=${sha}`,
      `--count=${BRANCHES_NAMED}`,
      '--format=%(refname:lstrip=2)',
      'refs/heads',
      'refs/tags',
    ],
    { signal },
  );
  const names = out.split('\n').filter(Boolean);
  const where = names.length > 0 ? `it is on ${names.join(', ')}` : 'no branch or tag holds it any more';
  return new ProviderError(
    'invalid_target',
    `Commit ${short(sha)} is not on ${git.config.branch} of ${git.name} (${where}): choose a commit of ${git.config.branch}.`,
  );
}

/** A commit that came in by a merge was never the state of the branch, so nothing can go back to it. */
async function requireMainLine(git: Git, heads: Heads, sha: string, signal: AbortSignal): Promise<void> {
  const out = await git.local(['rev-list', '--first-parent', '--parents', `${sha}..${heads.head}`], { signal });
  const [oldest = '', firstParent] = out.trimEnd().split('\n').at(-1)?.split(' ') ?? [];
  if (firstParent === sha) return;
  throw new ProviderError(
    'invalid_target',
    `Commit ${short(sha)} came into ${git.config.branch} through ${short(oldest)} and was never the branch's own state: choose ${short(firstParent ?? oldest)}, the state before, or undo that commit alone.`,
  );
}
