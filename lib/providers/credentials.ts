import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Credentials } from './contract';
import { ProviderError } from './error';

/** A secret is a password, a token or a key: anything longer is the wrong file. */
const MAX_BYTES = 64 * 1024;

/** Reads one field of a named credential; no field: its main one. Throws ProviderError `auth`. */
type ReadStored = (name: string, field: string | undefined) => Promise<string>;

/**
 * Resolves `env:NAME` from the given environment and `file:/absolute/path` from the disk, at each call, so that a
 * rotated secret is used without a restart; `credential:name` and `credential:name/field` by `readStored`. One final newline is dropped: editors and `kubectl` add one.
 * Errors: ProviderError `auth`, naming the reference and never the value.
 */
export function createCredentials(
  env: Readonly<Record<string, string | undefined>>,
  readStored: ReadStored = noneStored,
): Credentials {
  return {
    async resolve(reference) {
      const value = await read(reference, env, readStored);
      if (value.trim() === '') throw problem(reference, 'is empty: give it a value');
      return value.replace(/\r?\n$/, '');
    },
  };
}

const noneStored: ReadStored = async (name) => {
  throw problem(`credential:${name}`, 'is not known here: named credentials need the console');
};

async function read(
  reference: string,
  env: Readonly<Record<string, string | undefined>>,
  readStored: ReadStored,
): Promise<string> {
  const [, stored, field] = /^credential:([^/]+)(?:\/(.+))?$/.exec(reference) ?? [];
  if (stored !== undefined) return readStored(stored, field);
  const [, scheme, name = ''] = /^(env|file):(.+)$/.exec(reference) ?? [];
  if (scheme === 'env') {
    const value = env[name];
    if (value === undefined) throw problem(reference, 'is not set where the console runs: set it and restart');
    return value;
  }
  if (scheme === 'file' && path.isAbsolute(name)) return readSecretFile(reference, name);
  // Not a reference: it may be the secret itself, pasted by mistake, so it is not repeated.
  throw new ProviderError(
    'auth',
    'A credential of this component is not a reference: write env:NAME, file:/absolute/path or credential:name in the catalogue.',
  );
}

async function readSecretFile(reference: string, file: string): Promise<string> {
  const content = await readFile(file).catch((cause: NodeJS.ErrnoException) => {
    throw problem(reference, `cannot be read (${cause.code ?? 'unknown'}): correct the path or its permissions`);
  });
  if (content.byteLength > MAX_BYTES) throw problem(reference, 'is larger than 64 KiB: name the file with the secret');
  return content.toString('utf8');
}

function problem(reference: string, what: string): ProviderError {
  return new ProviderError('auth', `The secret ${reference} ${what}.`);
}
