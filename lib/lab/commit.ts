import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { git } from './git';
import type { Author } from './history';

const PATCHES = path.join(import.meta.dirname, 'patches');

/** A patch file is a commit message, a line `---` and the diff, as `git format-patch` writes them. */
async function messageOf(file: string): Promise<string> {
  const [message = ''] = (await readFile(file, 'utf8')).split('\n---\n', 1);
  return `${message}\n`;
}

/** Whether a patch of `patches/` fits the source in the work tree; `--reverse`: whether it is in there. */
export async function applies(cwd: string, patch: string, ...how: '--reverse'[]): Promise<boolean> {
  return git(['apply', '--check', ...how, path.join(PATCHES, patch)], { cwd }).then(
    () => true,
    () => false,
  );
}

/** Commits a patch of `patches/` as `by`, at `at`. Throws when it does not apply. */
export async function commitPatch(cwd: string, patch: string, by: Author, at: Date): Promise<void> {
  const file = path.join(PATCHES, patch);
  await git(['apply', '--index', '--whitespace=nowarn', file], { cwd });
  const input = await messageOf(file);
  await git(['commit', '--quiet', '--no-verify', '--file=-'], { cwd, env: identity(by, at), input });
}

/** Commits all that changed in the work tree as `by`, at `at`. */
export async function commitAll(cwd: string, message: string, by: Author, at: Date): Promise<void> {
  await git(['add', '--all'], { cwd });
  await git(['commit', '--quiet', '--no-verify', '-m', message], { cwd, env: identity(by, at) });
}

/** Commits the opposite of a patch of `patches/` as `by`, at `at`, under git's own subject for it. Throws when it does not apply. */
export async function commitRevert(cwd: string, patch: string, by: Author, at: Date): Promise<void> {
  const file = path.join(PATCHES, patch);
  await git(['apply', '--index', '--reverse', '--whitespace=nowarn', file], { cwd });
  const [subject = ''] = (await messageOf(file)).split('\n', 1);
  const input = `Revert "${subject}"\n`;
  await git(['commit', '--quiet', '--no-verify', '--file=-'], { cwd, env: identity(by, at), input });
}

/** Merges a branch with a commit of its own, as `by`, at `at`. Throws when there are conflicts. */
export async function commitMerge(cwd: string, from: string, message: string, by: Author, at: Date): Promise<void> {
  await git(['merge', '--quiet', '--no-ff', '--no-verify', '-m', message, from], { cwd, env: identity(by, at) });
}

function identity({ name, email }: Author, at: Date): Record<string, string> {
  const date = `${Math.floor(at.getTime() / 1_000)} +0000`;
  return {
    GIT_AUTHOR_NAME: name,
    GIT_AUTHOR_EMAIL: email,
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_NAME: name,
    GIT_COMMITTER_EMAIL: email,
    GIT_COMMITTER_DATE: date,
  };
}
