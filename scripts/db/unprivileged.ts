import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export interface UnixUser {
  uid: number;
  gid: number;
}

/** PostgreSQL refuses to run as root: the user it runs as then, or null when we are not root. */
export function databaseUser(): UnixUser | null {
  if (process.getuid?.() !== 0) return null;
  const users = parseUsers(readFileSync('/etc/passwd', 'utf8'));
  const user = users.get('postgres') ?? users.get('nobody');
  if (!user)
    throw new Error('PostgreSQL cannot run as root and there is no user "nobody". Run Repli as a normal user.');
  return user;
}

/** passwd(5): name:password:uid:gid:… */
export function parseUsers(passwd: string): Map<string, UnixUser> {
  const rows = passwd.split('\n').map((line) => line.split(':'));
  return new Map(
    rows
      .filter((row) => row.length >= 4)
      .map(([name, , uid, gid]) => [name ?? '', { uid: Number(uid), gid: Number(gid) }]),
  );
}

/** Whether the user may pass through every existing folder down to `folder`. */
export function canEnter(folder: string, user: UnixUser): boolean {
  const parent = path.dirname(folder);
  if (parent !== folder && !canEnter(parent, user)) return false;
  const stat = statSync(folder, { throwIfNoEntry: false });
  if (!stat) return true;
  const bit = stat.uid === user.uid ? 0o100 : stat.gid === user.gid ? 0o010 : 0o001;
  return (stat.mode & bit) !== 0;
}

export interface Output {
  status: number | null;
  text: string;
}

/** Runs a program of PostgreSQL to its end, as `user` when given. */
export function runAs(user: UnixUser | null, program: string, args: string[]): Output {
  const done = spawnSync(program, args, {
    ...(user ?? {}),
    cwd: os.tmpdir(),
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    // Only what PostgreSQL needs: it runs as another user, whom the console's secrets do not concern.
    env: { NODE_ENV: process.env.NODE_ENV, PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
    timeout: 120_000,
  });
  return { status: done.status, text: [done.error?.message, done.stdout, done.stderr].filter(Boolean).join('\n') };
}
