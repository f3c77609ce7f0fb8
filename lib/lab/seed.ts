import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { commitMerge, commitPatch } from './commit';
import { git } from './git';
import { HISTORY, type HistoryEntry } from './history';

const DAY_MS = 86_400_000;

/** Makes the bare repository `target` with a history, the shop's by default. It is there whole or not at all. */
export async function seed(target: string, now: Date, history: readonly HistoryEntry[] = HISTORY): Promise<void> {
  const scratch = `${target}.seeding`;
  await rm(scratch, { recursive: true, force: true });
  const work = path.join(scratch, 'work');
  const bare = path.join(scratch, 'bare.git');
  await mkdir(work, { recursive: true });
  await git(['init', '--quiet', '--initial-branch=main'], { cwd: work });
  for (const entry of history) await replay(work, entry, now);
  await git(['init', '--quiet', '--bare', '--initial-branch=main', bare], { cwd: scratch });
  await git(['push', '--quiet', bare, 'main'], { cwd: work });
  await rename(bare, target);
  await rm(scratch, { recursive: true, force: true });
}

async function replay(work: string, entry: HistoryEntry, now: Date): Promise<void> {
  const at = dateOf(entry, now);
  await git(['checkout', '--quiet', ...(await checkoutArgs(work, entry))], { cwd: work });
  if (entry.kind === 'commit') return commitPatch(work, entry.patch, entry.by, at);
  return commitMerge(work, entry.from, entry.message, entry.by, at);
}

/** The first commit makes its branch by itself; another branch starts where main is. */
async function checkoutArgs(work: string, entry: HistoryEntry): Promise<string[]> {
  const branch = entry.kind === 'commit' ? entry.branch : 'main';
  const branches = (await git(['branch', '--format=%(refname:short)'], { cwd: work })).split('\n');
  if (branches.includes(branch)) return [branch];
  return branches.includes('main') ? ['-b', branch, 'main'] : ['--orphan', branch];
}

function dateOf({ daysBefore, at }: HistoryEntry, now: Date): Date {
  const day = new Date(now.getTime() - daysBefore * DAY_MS).toISOString().slice(0, 10);
  return new Date(`${day}T${at}:00Z`);
}
