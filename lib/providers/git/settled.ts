import { z } from 'zod';
import type { LeftBehind, Settled } from '../contract';
import { refresh } from './cache';
import type { Git } from './git';
import { short } from './history';

const operationSchema = z.object({ commit: z.string(), branch: z.string(), before: z.string() });

/** The follow-up that `settled` can tell of. */
export const REVERT_THE_REVERT = 'revert_the_revert';

/** A branch that went on for longer is judged by its files alone. */
const MOST_COMMITS = 2_000;

/**
 * Whether what the rollback took out is on the branch again: its commit was reverted (and that not taken back), or each
 * file that it changed is as it was before it.
 */
export async function settled(git: Git, { kind, operation }: LeftBehind, signal: AbortSignal): Promise<Settled | null> {
  const data = operationSchema.safeParse(operation?.data);
  if (kind !== REVERT_THE_REVERT || !data.success || data.data.branch !== git.config.branch) return null;
  const { commit, before, branch } = data.data;
  const { head } = await refresh(git, signal);
  const by = revertOf(commit, await messagesSince(git, commit, head, signal));
  if (by !== null) return { done: true, evidence: `${short(by)} on ${branch} reverts the rollback ${short(commit)}.` };
  const [changed, other] = await Promise.all([
    changedFiles(git, before, commit, signal),
    changedFiles(git, before, head, signal),
  ]);
  const missing = [...changed].filter((file) => other.has(file));
  if (missing.length === 0)
    return { done: true, evidence: `All that ${short(commit)} took out is on ${branch} again, at ${short(head)}.` };
  const evidence = `${branch} is at ${short(head)}, and ${missing.length} of ${changed.size} files that ${short(commit)} changed are not as before it.`;
  return { done: false, evidence };
}

interface Message {
  sha: string;
  text: string;
}

/** Newest first. */
async function messagesSince(git: Git, commit: string, head: string, signal: AbortSignal): Promise<Message[]> {
  const out = await git.local(
    ['log', '-z', `--max-count=${MOST_COMMITS}`, '--format=tformat:%H%x00%B', `${commit}..${head}`, '--'],
    { signal },
  );
  const fields = out.split('\0');
  return fields.flatMap((sha, at) =>
    at % 2 === 0 && sha.trim() !== '' ? [{ sha: sha.trim(), text: fields[at + 1] ?? '' }] : [],
  );
}

/** The commit that reverts this one and was not reverted itself; git writes the sentence, GitHub and GitLab keep it. */
export function revertOf(commit: string, messages: readonly Message[]): string | null {
  const found = messages.find(
    ({ sha, text }) => text.includes(`This reverts commit ${commit}`) && revertOf(sha, messages) === null,
  );
  return found?.sha ?? null;
}

async function changedFiles(git: Git, from: string, to: string, signal: AbortSignal): Promise<Set<string>> {
  const out = await git.local(['diff', '--name-only', '--no-renames', '-z', from, to, '--'], { signal });
  return new Set(out.split('\0').filter((file) => file !== ''));
}
