import type { Checkpoint, ProviderPlan } from '../contract';
import { ProviderError } from '../error';
import { refresh } from './cache';
import { checkpointName } from './checkpoint-name';
import type { Git } from './git';
import { CHECKPOINT_PREFIX, short } from './history';
import { branchMoved, push } from './push';
import { type Scratch, withScratch } from './scratch';
import { carries, type GitWrite, readWrite, runTrailer } from './write';

/** Tags of the same second that others made before us; beyond it something else is wrong. */
const MOST_TRIES = 10;

/**
 * Pushes an annotated tag on the branch's head before anything else is written. Finds the tag of an earlier call with
 * this key by its message. Errors: ProviderError `conflict` when the branch moved, those of `refresh` and `push`.
 */
export async function checkpoint(git: Git, plan: ProviderPlan, key: string, signal: AbortSignal): Promise<Checkpoint> {
  const write = readWrite(plan);
  const trailer = runTrailer(key);
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const { head } = await refresh(git, signal);
    const tags = await readCheckpoints(git, signal);
    const own = tags.find((tag) => carries(tag.message, trailer));
    if (own) return checkpointOf(git, write, own.name, 'is on');
    if (head !== write.expectedHead) throw branchMoved(git, write.expectedHead, head);
    const name = freeName(write.preparedAt, new Set(tags.map((tag) => tag.name)));
    const pushed = await withScratch(git, async (scratch) => {
      const object = await buildTag(git, scratch, write, name, trailer, signal);
      return push(git, { object, ref: `refs/tags/${name}`, expected: '', gitDir: scratch.gitDir }, signal);
    });
    if (pushed === 'written') return checkpointOf(git, write, name, 'was set on');
  }
  throw new ProviderError('conflict', `${git.name} keeps getting other checkpoint tags of this second: try again.`);
}

function checkpointOf(git: Git, write: GitWrite, name: string, verb: string): Checkpoint {
  const { expectedHead: commit, branch, mode } = write;
  return {
    id: name,
    evidence: `Tag ${name} ${verb} ${short(commit)} in ${git.name}.`,
    data: { tag: name, commit, branch, mode },
  };
}

/** The plan's time names the tag, so that the commands shown are the ones run; a taken second gives way to the next. */
function freeName(preparedAt: string, taken: ReadonlySet<string>): string {
  let atMs = Date.parse(preparedAt);
  while (taken.has(checkpointName(new Date(atMs).toISOString()))) atMs += 1_000;
  return checkpointName(new Date(atMs).toISOString());
}

async function buildTag(
  git: Git,
  scratch: Scratch,
  write: GitWrite,
  name: string,
  trailer: string,
  signal: AbortSignal,
): Promise<string> {
  const { name: author, email } = git.config.author;
  const seconds = Math.floor(Date.parse(write.preparedAt) / 1_000);
  const content = [
    `object ${write.expectedHead}`,
    'type commit',
    `tag ${name}`,
    `tagger ${author} <${email}> ${seconds} +0000`,
    '',
    `Before rolling ${write.branch} back`,
    '',
    trailer,
    '',
  ].join('\n');
  return (await git.local(['mktag'], { signal, gitDir: scratch.gitDir, input: content })).trim();
}

async function readCheckpoints(git: Git, signal: AbortSignal): Promise<{ name: string; message: string }[]> {
  const out = await git.local(
    ['for-each-ref', '--format=%(refname:lstrip=2)%00%(contents)%00', `refs/tags/${CHECKPOINT_PREFIX}*`],
    { signal },
  );
  const fields = out.split('\0');
  const tags: { name: string; message: string }[] = [];
  for (let at = 0; at + 1 < fields.length; at += 2)
    tags.push({ name: (fields[at] ?? '').trim(), message: fields[at + 1] ?? '' });
  return tags;
}
