import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { git } from '@/lib/lab/git';
import { until } from './until';

const IDENTITY = {
  GIT_AUTHOR_NAME: 'Someone Else',
  GIT_AUTHOR_EMAIL: 'someone@else.example',
  GIT_COMMITTER_NAME: 'Someone Else',
  GIT_COMMITTER_EMAIL: 'someone@else.example',
};

export async function scratchDir(): Promise<string> {
  return mkdtemp(path.join(os.tmpdir(), 'repli lab-'));
}

export async function remove(dir: string): Promise<void> {
  await rm(dir, { recursive: true, force: true, maxRetries: 5 });
}

/** A clone such as a developer would have, who knows nothing of the lab. */
export async function clone(remote: string) {
  const dir = await scratchDir();
  await git(['clone', '--quiet', remote, '.'], { cwd: dir });
  const run = (...args: string[]) => git(args, { cwd: dir, env: IDENTITY });
  return {
    run,
    head: () => run('rev-parse', 'HEAD'),
    /** Rewrites a file, commits and pushes; answers with the commit. */
    async push(file: string, change: (source: string) => string): Promise<string> {
      await run('pull', '--quiet', '--ff-only');
      const full = path.join(dir, file);
      const before = await readFile(full, 'utf8');
      const after = change(before);
      if (after === before) throw new Error(`the change leaves ${file} as it is`);
      await writeFile(full, after);
      await run('commit', '--quiet', '--all', '-m', `Change ${file}`);
      await run('push', '--quiet');
      return run('rev-parse', 'HEAD');
    },
    async revertHead(): Promise<string> {
      await run('pull', '--quiet', '--ff-only');
      await run('revert', '--no-edit', 'HEAD');
      await run('push', '--quiet');
      return run('rev-parse', 'HEAD');
    },
    remove: () => remove(dir),
  };
}

export interface Health {
  httpStatus: number;
  status?: string;
  version?: string;
  [key: string]: unknown;
}

export async function health(shop: string): Promise<Health> {
  const reply = await fetch(`${shop}/api/health`);
  return { httpStatus: reply.status, ...((await reply.json()) as object) };
}

/** Waits until the shop runs `version`. */
export async function running(shop: string, version: string): Promise<Health> {
  return until(`the shop runs ${version}`, async () => {
    const report = await health(shop);
    return report.version === version ? report : null;
  });
}

export async function checkoutStatus(shop: string): Promise<number> {
  const body = JSON.stringify({ items: [{ id: 'sencha', quantity: 2 }] });
  return (await fetch(`${shop}/api/checkout`, { method: 'POST', body })).status;
}

/** How many commits the branch holds. */
export async function commitCount(remote: string): Promise<number> {
  return Number(await git(['rev-list', '--count', 'main'], { cwd: fileURLToPath(remote) }));
}
