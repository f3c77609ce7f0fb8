import { git } from '../git';
import type { Remote } from '../remote';

/** Older releases than a real registry keeps are of no use to anybody. */
const KEPT = 30;
const TAG_LENGTH = 8;

/** What the pipeline makes of a commit: an image whose tag names it. */
export interface Release {
  tag: string;
  /** The commit's subject. */
  note: string;
  atMs: number;
}

/** The commits that were at the head of the branch, oldest first: each was released at its time. */
export async function releasesOf({ dir, branch }: Remote): Promise<Release[]> {
  const args = ['log', '--first-parent', `--max-count=${KEPT}`, '--format=%H%x09%ct%x09%s', branch];
  const lines = (await git(args, { cwd: dir })).split('\n');
  return lines.map(parse).reverse();
}

export async function releaseOf({ dir }: Remote, commit: string): Promise<Release> {
  return parse(await git(['log', '-1', '--format=%H%x09%ct%x09%s', commit], { cwd: dir }));
}

function parse(line: string): Release {
  const [commit = '', seconds = '', note = ''] = line.split('\t');
  return { tag: commit.slice(0, TAG_LENGTH), note, atMs: Number(seconds) * 1_000 };
}

/** The commit that an image was made of; null for one that the pipeline did not make. */
export function commitOf(image: string): string | null {
  return /:([0-9a-f]{8})$/.exec(image)?.[1] ?? null;
}
