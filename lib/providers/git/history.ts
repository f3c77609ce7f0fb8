import { existsSync } from 'node:fs';
import type { Revision, RevisionPage } from '../contract';
import { ProviderError } from '../error';
import type { Git } from './git';
import type { Heads } from './heads';

export interface Commit {
  sha: string;
  parents: string[];
  author: string;
  /** ISO 8601. */
  at: string;
  subject: string;
  body: string;
}

export const CHECKPOINT_PREFIX = 'rollback-checkpoint-';
const FIELDS = ['%H', '%P', '%an', '%cI', '%s', '%b'];
const MOST_PER_PAGE = 200;
const SUBJECT_LENGTH = 200;
const CURSOR = /^[0-9a-f]{40,64}$/;

export const short = (sha: string): string => sha.slice(0, 8);
export const subjectOf = (commit: Commit): string => commit.subject.slice(0, SUBJECT_LENGTH);

/** Commits along the first parents, newest first. `range` is what `git log` takes. */
export async function readCommits(git: Git, range: string, limit: number, signal: AbortSignal): Promise<Commit[]> {
  const out = await git.local(
    ['log', '-z', '--first-parent', `--max-count=${limit}`, `--format=tformat:${FIELDS.join('%x00')}`, range, '--'],
    { signal },
  );
  const fields = out.split('\0');
  const commits: Commit[] = [];
  for (let at = 0; at + FIELDS.length <= fields.length; at += FIELDS.length) {
    const [sha = '', parents = '', author = '', date = '', subject = '', body = ''] = fields.slice(
      at,
      at + FIELDS.length,
    );
    commits.push({ sha, parents: parents.split(' ').filter(Boolean), author, at: isoOf(date), subject, body });
  }
  return commits;
}

/** git writes the committer's offset, in ways that differ by its version; a date that it cannot read stays as it is. */
function isoOf(date: string): string {
  const at = new Date(date);
  return Number.isNaN(at.getTime()) ? date : at.toISOString();
}

/** The commit behind a full id. */
export async function readCommit(git: Git, sha: string, signal: AbortSignal): Promise<Commit> {
  const [commit] = await readCommits(git, sha, 1, signal);
  if (!commit) throw new ProviderError('not_found', `${git.name} has no commit ${short(sha)}: choose another one.`);
  return commit;
}

/** Whether the clone, if there is one, holds this commit. */
export async function hasCommit(git: Git, sha: string, signal: AbortSignal): Promise<boolean> {
  if (!CURSOR.test(sha) || !existsSync(git.place.clone)) return false;
  return (await git.tryLocal(['cat-file', '-e', `${sha}^{commit}`], { signal })).exitCode === 0;
}

/** One page; the cursor is the commit that the next page begins with, so that new commits shift nothing. */
export async function readPage(
  git: Git,
  heads: Heads,
  page: { cursor?: string; limit: number },
  signal: AbortSignal,
): Promise<RevisionPage> {
  if (page.cursor !== undefined && !CURSOR.test(page.cursor))
    throw new ProviderError('invalid_target', 'This place in the history is not valid: start from the newest commit.');
  const limit = Math.min(Math.max(1, page.limit), MOST_PER_PAGE);
  const [commits, tags] = await Promise.all([
    readCommits(git, page.cursor ?? heads.head, limit + 1, signal),
    readTags(git, signal),
  ]);
  const next = commits.at(limit);
  return {
    revisions: commits.slice(0, limit).map((commit) => toRevision(commit, heads, tags.get(commit.sha) ?? [])),
    ...(next ? { nextCursor: next.sha } : {}),
  };
}

function toRevision(commit: Commit, heads: Heads, tags: string[]): Revision {
  return {
    id: commit.sha,
    label: short(commit.sha),
    summary: subjectOf(commit),
    at: commit.at,
    author: commit.author,
    current: commit.sha === heads.deployed,
    marks: marksOf(commit, tags),
  };
}

/** `merge`, `tag:NAME`, `checkpoint`, `revert-of:SHA`, `restores:SHA` (a rollback by Repli to that commit). */
function marksOf(commit: Commit, tags: string[]): string[] {
  const reverted = [...commit.body.matchAll(/^This reverts commit ([0-9a-f]{7,64})/gm)].map((match) => match[1] ?? '');
  const restored = /^Repli-Target: ([0-9a-f]{40,64})$/m.exec(commit.body)?.[1];
  return [
    ...(commit.parents.length > 1 ? ['merge'] : []),
    ...tags.filter((tag) => !tag.startsWith(CHECKPOINT_PREFIX)).map((tag) => `tag:${tag}`),
    ...(tags.some((tag) => tag.startsWith(CHECKPOINT_PREFIX)) ? ['checkpoint'] : []),
    ...reverted.slice(0, 3).map((sha) => `revert-of:${short(sha)}`),
    ...(restored ? [`restores:${short(restored)}`] : []),
  ];
}

async function readTags(git: Git, signal: AbortSignal): Promise<Map<string, string[]>> {
  const out = await git.local(
    ['for-each-ref', '--format=%(objectname) %(*objectname) %(refname:lstrip=2)', 'refs/tags'],
    { signal },
  );
  const tags = new Map<string, string[]>();
  for (const row of out.split('\n').filter(Boolean)) {
    const [object = '', peeled = '', name = ''] = row.split(' ');
    const sha = peeled || object;
    tags.set(sha, [...(tags.get(sha) ?? []), name]);
  }
  return tags;
}
