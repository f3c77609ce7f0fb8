import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { git } from './git';

/** Someone else may push between our clone and our push. */
const PUSH_TRIES = 3;

/** Does `change`, which commits, in a fresh clone, pushes it, and answers with the new head. Throws what `change` throws. */
export async function pushFrom(
  { bare, branch }: { bare: string; branch: string },
  change: (work: string) => Promise<void>,
): Promise<{ commit: string; subject: string }> {
  const work = await mkdtemp(path.join(path.dirname(bare), 'break-'));
  const run = (...args: string[]) => git(args, { cwd: work });
  try {
    await run('clone', '--quiet', '--branch', branch, bare, '.');
    for (let left = PUSH_TRIES; ; left--) {
      await change(work);
      const pushed = await run('push', '--quiet', 'origin', branch).then(() => true, rethrowAt(left));
      if (pushed) return { commit: await run('rev-parse', 'HEAD'), subject: await run('log', '-1', '--format=%s') };
      await run('fetch', '--quiet', 'origin', branch);
      await run('reset', '--quiet', '--hard', 'FETCH_HEAD');
    }
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

function rethrowAt(triesLeft: number) {
  return (error: unknown): false => {
    if (triesLeft <= 1) throw error;
    return false;
  };
}
