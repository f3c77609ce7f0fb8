import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { git } from './git';
import type { Remote } from './remote';

/** Earlier versions that stay on disk, so that going back starts at once. */
const KEPT = 5;

/** By target: two processes may be started from one commit at the same time. */
const underWay = new Map<string, Promise<string>>();

/** Checks the commit out into a directory of its own under `dir`, once, and answers with its path. */
export async function checkOut(remote: Remote, commit: string, dir: string): Promise<string> {
  const target = path.join(dir, commit);
  if (await exists(target)) return target;
  const making = underWay.get(target) ?? make(remote, commit, dir).finally(() => underWay.delete(target));
  underWay.set(target, making);
  return making;
}

async function make(remote: Remote, commit: string, dir: string): Promise<string> {
  const target = path.join(dir, commit);
  const scratch = path.join(dir, `${commit}.part`);
  const index = path.join(dir, `${commit}.index`);
  await rm(scratch, { recursive: true, force: true });
  await mkdir(scratch, { recursive: true });
  const options = { cwd: scratch, env: { GIT_DIR: remote.dir, GIT_WORK_TREE: scratch, GIT_INDEX_FILE: index } };
  await git(['read-tree', commit], options);
  await git(['checkout-index', '--all'], options);
  await rm(index, { force: true });
  await rename(scratch, target);
  await forgetOld(dir, target);
  return target;
}

async function forgetOld(dir: string, justMade: string): Promise<void> {
  const paths = (await readdir(dir)).map((name) => path.join(dir, name)).filter((each) => each !== justMade);
  const aged = await Promise.all(paths.map(async (each) => ({ each, at: (await stat(each)).mtimeMs })));
  const old = aged.sort((a, b) => b.at - a.at).slice(KEPT);
  await Promise.all(old.map(({ each }) => rm(each, { recursive: true, force: true })));
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
