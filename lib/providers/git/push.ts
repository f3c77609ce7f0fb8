import { ProviderError } from '../error';
import { classify } from './classify';
import type { Git } from './git';
import { short } from './history';

export interface PushRequest {
  /** Object to push and the full name of the ref that shall point to it. */
  object: string;
  ref: string;
  /** What the ref points to now, or '' when it must not exist: the compare of a compare-and-swap. */
  expected: string;
  gitDir: string;
}

/** `moved`: the ref is not where the plan saw it, and nothing was written. */
export type Pushed = 'written' | 'moved';

/** Reasons by which a remote says that the ref changed under the push (git's send-pack.c and receive-pack.c). */
const MOVED =
  /stale info|fetch first|non-fast-forward|already exists|cannot lock ref|failed to (?:lock|update ref)|incorrect old value|reference already exists/i;
/** Reasons and remarks by which hosts say that the account may not write here. */
const PROTECTED =
  /protected (?:branch|tag)|rule violations|not allowed to (?:push|force|create)|GH006|GH013|permission denied|denied to/i;
const REMARK_LENGTH = 400;

/**
 * One push with an exact lease, of one ref. Errors: ProviderError `auth` when the remote does not let this account
 * write, `failed` with the remote's own words when a hook declines, and what `classify` knows of the connection.
 */
export async function push(git: Git, request: PushRequest, signal: AbortSignal): Promise<Pushed> {
  const { object, ref, expected, gitDir } = request;
  const result = await git.tryRemote(
    [
      'push',
      '--porcelain',
      '--no-verify',
      `--force-with-lease=${ref}:${expected}`,
      git.config.remote,
      `${object}:${ref}`,
    ],
    { signal, gitDir },
  );
  if (result.exitCode === 0) return 'written';
  const rejected = result.stdout.split('\n').find((line) => line.startsWith('!\t'));
  if (rejected === undefined) throw classify('push', git.name, result.stderr);
  const reason = git.mask.text(/\(([^()]*(?:\([^()]*\)[^()]*)*)\)\s*$/.exec(rejected)?.[1] ?? rejected);
  if (MOVED.test(reason)) return 'moved';
  throw declined(git, ref, reason, remarksOf(result.stderr));
}

function declined(git: Git, ref: string, reason: string, remarks: string): ProviderError {
  const name = ref.replace(/^refs\/(?:heads|tags)\//, '');
  const words = remarks === '' ? reason : `${reason}: ${remarks}`;
  const cause = new Error(`push of ${ref} rejected: ${words}`);
  if (PROTECTED.test(words)) {
    return new ProviderError(
      'auth',
      `${git.name} protects ${name} and declined the push (${words}): let this account push there, or run the rollback's commands with one that may.`,
      { cause },
    );
  }
  return new ProviderError(
    'failed',
    `${git.name} declined the push to ${name} (${words}): settle what it asks for, then start again.`,
    { cause },
  );
}

/** What the remote's hooks said. */
function remarksOf(stderr: string): string {
  const lines = stderr.split('\n').flatMap((line) => /^remote:\s*(.*\S)/.exec(line)?.[1] ?? []);
  return lines.join(' ').slice(0, REMARK_LENGTH);
}

/** The sentence for a branch that is no longer where the plan saw it. */
export function branchMoved(git: Git, expected: string, found: string): ProviderError {
  return new ProviderError(
    'conflict',
    `The branch moved: ${git.config.branch} of ${git.name} was at ${short(expected)} when this was planned and is at ${short(found)} now. Nothing was written: prepare the plan again.`,
  );
}
