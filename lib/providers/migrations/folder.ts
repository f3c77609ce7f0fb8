import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ConnectContext } from '../contract';
import { ProviderError } from '../error';
import { gitFiles } from '../git-files';
import type { MigrationsConfig } from './config';

/** A migration as its author wrote it. */
export interface Migration {
  name: string;
  /** Of the bytes of `migration.sql`, as Prisma has it. */
  checksum: string;
  up: string;
  /** `down.sql` beside it. */
  down: string | null;
}

/** The migrations of one version of the code. */
export interface Folder {
  /** For sentences. */
  where: string;
  names: ReadonlySet<string>;
  /** Null when it is not there. */
  read(name: string, signal: AbortSignal): Promise<Migration | null>;
  /** Path of a migration's file from the top of the repository, for commands. */
  pathOf(name: string, file: 'migration.sql' | 'down.sql'): string;
}

interface Files {
  where: string;
  /** Paths from the folder. */
  paths: string[];
  read(relative: string, signal: AbortSignal): Promise<string>;
}

/**
 * The folder at the commit that `ref` names, or at the deployed one; null when nothing is called so. A folder on the disk
 * has no other version than the one that is there. Errors: `not_found`, those of git.
 */
export async function openFolder(
  { source }: MigrationsConfig,
  context: ConnectContext,
  ref: string | null,
  signal: AbortSignal,
): Promise<Folder | null> {
  if (source.kind === 'path') return ref === null ? folderOf(source.folder, await onDisk(source.folder)) : null;
  const repository = await gitFiles(source, context, ref, signal);
  if (!repository) return null;
  const top = source.folder.replace(/\/+$/, '');
  const paths = (await repository.list(top, signal)).map((file) => file.slice(top.length + 1));
  return folderOf(top, {
    where: `${top} of ${repository.name}`,
    paths,
    read: (relative, reading) => repository.read(`${top}/${relative}`, reading),
  });
}

function folderOf(top: string, files: Files): Folder {
  const paths = new Set(files.paths);
  const names = files.paths.flatMap((file) => /^([^/]+)\/migration\.sql$/.exec(file)?.[1] ?? []);
  return {
    where: files.where,
    names: new Set(names),
    pathOf: (name, file) => `${top}/${name}/${file}`,
    async read(name, signal) {
      if (!paths.has(`${name}/migration.sql`)) return null;
      const up = await files.read(`${name}/migration.sql`, signal);
      const down = paths.has(`${name}/down.sql`) ? await files.read(`${name}/down.sql`, signal) : null;
      return { name, up, down, checksum: createHash('sha256').update(up).digest('hex') };
    },
  };
}

async function onDisk(folder: string): Promise<Files> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    return {
      where: folder,
      paths: files.map((file) =>
        path.relative(folder, path.join(file.parentPath, file.name)).split(path.sep).join('/'),
      ),
      read: (relative) => readFile(path.join(folder, relative), 'utf8'),
    };
  } catch (cause) {
    const { code = 'unknown' } = cause as NodeJS.ErrnoException;
    throw new ProviderError('not_found', `${folder} cannot be read (${code}): correct the folder in the catalogue.`, {
      cause,
    });
  }
}
