import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { execaSync } from 'execa';

const DAY_MS = 86_400_000;

/** A real bare repository with a working clone beside it, as a team's remote and a colleague's laptop. */
export interface GitRemote {
  url: string;
  /** The folder that holds the bare repository `remote.git`. */
  root: string;
  /** Commits a file's new content `daysAgo` and pushes; returns the commit. */
  push(file: string, content: string, subject: string, daysAgo?: number): string;
  /** Reverts the head outside Repli and pushes. */
  revertHead(): string;
  head(): string;
  subjects(): string[];
  read(file: string): string;
  tags(): string[];
  /** The remote declines every push to the branch from now on, as a protected branch does. */
  protect(): void;
  unprotect(): void;
  remove(): void;
}

export function makeGitRemote(): GitRemote {
  const root = mkdtempSync(path.join(os.tmpdir(), 'repli-remote-'));
  const bare = path.join(root, 'remote.git');
  const work = path.join(root, 'work');
  const run = (cwd: string, ...args: string[]) => git(cwd, args);
  mkdirSync(bare);
  run(bare, 'init', '--bare', '--initial-branch=main', '.');
  run(root, 'clone', '--quiet', bare, work);
  run(work, 'checkout', '-B', 'main');
  const publish = () => {
    run(work, 'push', '--quiet', 'origin', 'main');
    return run(work, 'rev-parse', 'HEAD');
  };
  const pull = () => {
    if (run(work, 'ls-remote', 'origin', 'main')) run(work, 'pull', '--quiet', '--ff-only', 'origin', 'main');
  };
  return {
    url: `file://${bare}`,
    root,
    push(file, content, subject, daysAgo = 0) {
      pull();
      writeFileSync(path.join(work, file), content);
      run(work, 'add', '.');
      const date = new Date(Date.now() - daysAgo * DAY_MS).toISOString();
      git(work, ['commit', '--quiet', '-m', subject], { GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date });
      return publish();
    },
    revertHead() {
      pull();
      run(work, 'revert', '--no-edit', 'HEAD');
      return publish();
    },
    head: () => run(bare, 'rev-parse', 'main'),
    subjects: () => run(bare, 'log', '--format=%s', 'main').split('\n'),
    read: (file) => run(bare, 'show', `main:${file}`),
    tags: () => run(bare, 'tag', '--list').split('\n').filter(Boolean),
    protect() {
      const hook = path.join(bare, 'hooks', 'update');
      writeFileSync(hook, '#!/bin/sh\n[ "$1" = refs/heads/main ] || exit 0\necho "main is protected" >&2\nexit 1\n', {
        mode: 0o755,
      });
    },
    unprotect: () => rmSync(path.join(bare, 'hooks', 'update')),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

function git(cwd: string, args: string[], env: Record<string, string> = {}): string {
  const identity = { GIT_AUTHOR_NAME: 'Ada', GIT_AUTHOR_EMAIL: 'ada@example.com' };
  const committer = { GIT_COMMITTER_NAME: 'Ada', GIT_COMMITTER_EMAIL: 'ada@example.com' };
  const clean = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
  return execaSync('git', args, { cwd, env: { ...identity, ...committer, ...clean, ...env } }).stdout;
}
