import { createHash, randomUUID } from 'node:crypto';
import { open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { ProviderError } from '../error';
import type { Docker } from './docker';
import { findImageLine, type ImageLine } from './rewrite';

/**
 * Those that compose looks for itself, in its order: version 2 by compose-go's `cli/options.go`, version 1 by
 * docker/compose's `config/config.py`. The first main one counts, and the first override beside it.
 */
const DEFAULTS = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'];
const OVERRIDES = [
  'compose.override.yml',
  'compose.override.yaml',
  'docker-compose.override.yml',
  'docker-compose.override.yaml',
];
const DEFAULTS_OF_1 = ['docker-compose.yml', 'docker-compose.yaml', 'compose.yml', 'compose.yaml'];
const OVERRIDES_OF_1 = [
  'docker-compose.override.yml',
  'docker-compose.override.yaml',
  'compose.override.yml',
  'compose.override.yaml',
];

export interface ComposeFile {
  /** Real path: replacing a link would not change what it leads to. */
  path: string;
  text: string;
  line: ImageLine;
}

export const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * The file whose image line counts: the last one that has it. Errors: ProviderError `not_found` without a file,
 * `invalid_target` when the line stands in none of them (an `extends`, an alias).
 */
export async function findFile(docker: Docker, signal: AbortSignal): Promise<ComposeFile> {
  const { config } = docker;
  const { major } = await docker.composeCommand(signal);
  const names = config.files.length > 0 ? config.files : await defaultFiles(config.directory, major);
  for (const name of [...names].reverse()) {
    const file = await readText(path.resolve(config.directory, name));
    const line = file && findImageLine(file.text, config.service);
    if (file && line) return { ...file, line };
  }
  if (names.length === 0)
    throw new ProviderError('not_found', `${config.directory} holds no compose file: correct the catalogue.`);
  throw new ProviderError(
    'invalid_target',
    `The image of ${config.service} is not written in the service itself (${names.join(', ')}): write an image: line there, so that it can be changed alone.`,
  );
}

async function defaultFiles(directory: string, major: number): Promise<string[]> {
  const first = async (names: string[]) => {
    for (const name of names) if (await readText(path.join(directory, name))) return [name];
    return [];
  };
  const main = await first(major === 1 ? DEFAULTS_OF_1 : DEFAULTS);
  return main.length === 0 ? [] : [...main, ...(await first(major === 1 ? OVERRIDES_OF_1 : OVERRIDES))];
}

/** Null when there is no such file. Errors: ProviderError `failed` when it cannot be read. */
export async function readText(file: string): Promise<{ path: string; text: string } | null> {
  try {
    return { path: await realpath(file), text: await readFile(file, 'utf8') };
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    throw unusable('read', file, cause);
  }
}

/** Replaces a file in one move, so that nobody ever reads half of it; mode and, where allowed, owner stay those of `like`. */
export async function writeText(file: string, text: string, like: string): Promise<void> {
  const temporary = path.join(
    /* turbopackIgnore: true */ path.dirname(file),
    `.${path.basename(file)}.${randomUUID()}`,
  );
  try {
    const { mode, uid, gid } = await stat(like);
    const handle = await open(/* turbopackIgnore: true */ temporary, 'wx', mode & 0o777);
    try {
      await handle.writeFile(text);
      await handle.chown(uid, gid).catch(() => undefined);
      await handle.chmod(mode & 0o777);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (cause) {
    await rm(temporary, { force: true });
    throw unusable('written', file, cause);
  }
}

function unusable(verb: 'read' | 'written', file: string, cause: unknown): ProviderError {
  const { code = 'unknown' } = cause as NodeJS.ErrnoException;
  return new ProviderError(
    'failed',
    `${file} cannot be ${verb} (${code}): give the console's account that right, or free the disk.`,
    { cause },
  );
}
