import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Operation, Progress } from '../contract';
import { ProviderError } from '../error';
import { refresh } from './cache';
import type { Git } from './git';
import type { Heads } from './heads';
import { short } from './history';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 5_000;
const BACKOFF = 1.5;
/** In a row; a remote that is away for longer is the worker's to judge. */
const MOST_FAILURES = 3;

const dataSchema = z.object({
  commit: z.string(),
  branch: z.string(),
  mode: z.enum(['range', 'one', 'reset']),
  /** The head before the write. */
  before: z.string(),
});
type Written = z.output<typeof dataSchema>;

/**
 * Follows the remote until its branch holds the operation's commit and, where a deployed ref is configured, until that
 * has reached it. Errors: ProviderError `conflict` when the branch dropped the commit, those of `refresh`, `timeout`
 * when the signal ends.
 */
export async function* watch(git: Git, operation: Operation, signal: AbortSignal): AsyncGenerator<Progress> {
  const written = dataSchema.parse(operation.data);
  const { commit, branch } = written;
  const { deployedRef } = git.config;
  const total = deployedRef === undefined ? 1 : 2;
  for (let waitMs = FIRST_WAIT_MS, failures = 0; ; waitMs = Math.min(waitMs * BACKOFF, LONGEST_WAIT_MS)) {
    const heads = await look(git, signal, ++failures);
    if (heads) {
      failures = 0;
      if (!(await holds(git, heads.head, written, signal))) throw dropped(git, branch, commit, heads.head);
      if (git.config.deployedRef === undefined || (await holds(git, heads.deployed, written, signal))) {
        yield { kind: 'converged', evidence: evidenceOf(git, branch, heads, commit) };
        return;
      }
      const params = { branch, sha: short(commit), ref: git.config.deployedRef, deployed: short(heads.deployed) };
      const text = `${branch} holds ${params.sha}; ${params.ref} is still at ${params.deployed}.`;
      yield { kind: 'progress', done: 1, total, code: 'not_deployed_yet', params, text };
    } else {
      const text = `${git.name} does not answer; Repli asks again.`;
      yield { kind: 'progress', done: 0, total, code: 'remote_silent', params: { name: git.name }, text };
    }
    await sleep(waitMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted)
      throw new ProviderError(
        'timeout',
        `${git.name} was not seen with ${short(commit)} deployed in time: look at its CI, then go on watching.`,
        { cause: signal.reason },
      );
  }
}

async function look(git: Git, signal: AbortSignal, attempt: number): Promise<Heads | null> {
  try {
    return await refresh(git, signal);
  } catch (error) {
    if (error instanceof ProviderError && error.retryable && attempt < MOST_FAILURES && !signal.aborted) return null;
    throw error;
  }
}

/**
 * A newer commit on top holds the rollback too. What was reset away holds it as well, being newer, so after a reset the
 * head before must not be there again.
 */
async function holds(git: Git, head: string, { commit, mode, before }: Written, signal: AbortSignal): Promise<boolean> {
  if (head === commit) return true;
  if (!(await contains(git, head, commit, signal))) return false;
  return (
    mode !== 'reset' || (await contains(git, commit, before, signal)) || !(await contains(git, head, before, signal))
  );
}

async function contains(git: Git, head: string, commit: string, signal: AbortSignal): Promise<boolean> {
  if (head === commit) return true;
  return (await git.tryLocal(['merge-base', '--is-ancestor', commit, head], { signal })).exitCode === 0;
}

function dropped(git: Git, branch: string, commit: string, head: string): ProviderError {
  return new ProviderError(
    'conflict',
    `${branch} of ${git.name} no longer holds the rollback ${short(commit)}: somebody moved it to ${short(head)}. Find out who, then prepare the plan again.`,
  );
}

function evidenceOf(git: Git, branch: string, heads: Heads, commit: string): string {
  const where = heads.head === commit ? 'is at' : `is at ${short(heads.head)}, which holds`;
  const deployed = git.config.deployedRef === undefined ? '' : `; ${git.config.deployedRef} has reached it`;
  return `${branch} of ${git.name} ${where} ${short(commit)}${deployed}.`;
}
