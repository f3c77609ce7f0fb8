import type { Operation, ProviderPlan } from '../contract';
import { ProviderError } from '../error';
import { refresh } from './cache';
import type { Git } from './git';
import { short } from './history';
import { branchMoved, push } from './push';
import { revertedTree, type Scratch, withScratch } from './scratch';
import { carries, type GitWrite, readWrite, runTrailer } from './write';

/**
 * Looks whether this key has written already, else builds the commit and pushes it with the planned head as the lease.
 * Errors: ProviderError `conflict` when the branch moved (nothing is written), those of `refresh` and `push`.
 */
export async function start(git: Git, plan: ProviderPlan, key: string, signal: AbortSignal): Promise<Operation> {
  const write = readWrite(plan);
  const trailer = runTrailer(key);
  const { head } = await refresh(git, signal);
  const done = await findOwn(git, write, trailer, head, signal);
  if (done) return done;
  if (head !== write.expectedHead) throw branchMoved(git, write.expectedHead, head);
  return withScratch(git, async (scratch) => {
    const object = write.mode === 'reset' ? write.target : await buildCommit(git, scratch, write, trailer, signal);
    const request = { object, ref: `refs/heads/${write.branch}`, expected: head, gitDir: scratch.gitDir };
    try {
      if ((await push(git, request, signal)) === 'written') return operationOf(git, write, object, 'Pushed');
    } catch (error) {
      return await judge(git, write, trailer, error, signal);
    }
    return await judge(git, write, trailer, null, signal);
  });
}

/** After a push that was refused or lost: the remote says what is true. */
async function judge(
  git: Git,
  write: GitWrite,
  trailer: string,
  error: unknown,
  signal: AbortSignal,
): Promise<Operation> {
  const isLost = error instanceof ProviderError && error.retryable;
  if (signal.aborted || (error !== null && !isLost)) throw error;
  // Should it not answer this either, the next call with the same key asks again before it writes.
  const heads = await refresh(git, signal).catch((failure: unknown) => {
    throw error ?? failure;
  });
  const done = await findOwn(git, write, trailer, heads.head, signal);
  if (done) return done;
  throw error ?? branchMoved(git, write.expectedHead, heads.head);
}

async function findOwn(
  git: Git,
  write: GitWrite,
  trailer: string,
  head: string,
  signal: AbortSignal,
): Promise<Operation | null> {
  if (write.mode === 'reset') return head === write.target ? operationOf(git, write, head, 'Found') : null;
  const out = await git.local(
    ['log', '-z', '--fixed-strings', `--grep=${trailer}`, '--format=tformat:%H%n%B', head, `^${write.expectedHead}`],
    { signal },
  );
  for (const record of out.split('\0')) {
    const [sha = '', ...message] = record.split('\n');
    if (carries(message.join('\n'), trailer)) return operationOf(git, write, sha, 'Found');
  }
  return null;
}

function operationOf(git: Git, write: GitWrite, commit: string, verb: 'Pushed' | 'Found'): Operation {
  const { branch, expectedHead, mode } = write;
  const relation = mode === 'reset' ? 'instead of' : 'on top of';
  return {
    id: commit,
    evidence: `${verb} ${short(commit)} on ${branch} of ${git.name}, ${relation} ${short(expectedHead)}.`,
    data: { commit, branch, mode, before: expectedHead },
  };
}

/** The same plan and key give the same commit, to the byte: a second push of it changes nothing. */
async function buildCommit(
  git: Git,
  scratch: Scratch,
  write: GitWrite,
  trailer: string,
  signal: AbortSignal,
): Promise<string> {
  if (write.mode === 'one') await requireSameTree(git, scratch, write, signal);
  const { name, email } = git.config.author;
  const date = `${Math.floor(Date.parse(write.preparedAt) / 1_000)} +0000`;
  const isTrailed = /^Repli-[A-Za-z]+: \S+$/m.test(write.body);
  const out = await git.local(['commit-tree', write.tree, '-p', write.expectedHead, '-F', '-'], {
    signal,
    gitDir: scratch.gitDir,
    input: `${write.subject}\n\n${write.body}${isTrailed ? '\n' : '\n\n'}${trailer}\n`,
    env: {
      GIT_AUTHOR_NAME: name,
      GIT_AUTHOR_EMAIL: email,
      GIT_AUTHOR_DATE: date,
      GIT_COMMITTER_NAME: name,
      GIT_COMMITTER_EMAIL: email,
      GIT_COMMITTER_DATE: date,
    },
  });
  return out.trim();
}

/** The revert is made again, because its objects were thrown away with the plan's; only the approved content goes out. */
async function requireSameTree(git: Git, scratch: Scratch, write: GitWrite, signal: AbortSignal): Promise<void> {
  const { target: sha, mainline, expectedHead } = write;
  const tree = await revertedTree(git, scratch, expectedHead, { sha, label: short(sha), mainline }, signal);
  if (tree === write.tree) return;
  throw new ProviderError(
    'conflict',
    `Undoing ${short(sha)} gives another content than the plan shows: prepare the plan again.`,
  );
}
