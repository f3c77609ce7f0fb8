import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { settings } from '@/lib/settings';
import { KEY_BYTES } from './seal';

const FILE = 'credential.key';

export const keyFile = (): string => path.join(settings().dataDir, FILE);

/**
 * The keys of stored credentials, the one that seals first: those of REPLI_CREDENTIAL_KEY, else of the key file, which
 * is made with mode 600 when it is first needed. Read at each use, so that a rotation needs no restart. Throws with a
 * sentence that says what to correct.
 */
export async function readKeys(): Promise<[Buffer, ...Buffer[]]> {
  const given = settings().credentialKeys;
  if (given !== undefined) return parseKeys(given, 'REPLI_CREDENTIAL_KEY');
  const file = keyFile();
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  return parseKeys(text ?? (await makeFile(file)), file);
}

/** Puts a new key before those that are there. Errors: the environment has the keys, so they are changed there. */
export async function addKey(): Promise<void> {
  const keys = await readKeys();
  await replaceFile([randomBytes(KEY_BYTES), ...keys]);
}

/** Forgets all keys but the one that seals. */
export async function keepNewestKey(): Promise<void> {
  const [newest] = await readKeys();
  await replaceFile([newest]);
}

function parseKeys(text: string, source: string): [Buffer, ...Buffer[]] {
  const keys = text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((one) => Buffer.from(one, 'base64'));
  const [first, ...rest] = keys;
  if (!first || keys.some((key) => key.length !== KEY_BYTES))
    throw new Error(`${source} does not hold keys of 32 bytes in base64, such as: openssl rand -base64 32`);
  return [first, ...rest];
}

const textOf = (keys: readonly Buffer[]): string => keys.map((key) => `${key.toString('base64')}\n`).join('');

/** Whoever is first makes it; the others read what that one wrote. */
async function makeFile(file: string): Promise<string> {
  await mkdir(path.dirname(file), { recursive: true });
  const text = textOf([randomBytes(KEY_BYTES)]);
  const handle = await open(file, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') return null;
    throw error;
  });
  if (!handle) return readFile(file, 'utf8');
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  return text;
}

async function replaceFile(keys: readonly Buffer[]): Promise<void> {
  if (settings().credentialKeys !== undefined)
    throw new Error('The keys are in REPLI_CREDENTIAL_KEY: write the new one before the old one there, comma between.');
  const file = keyFile();
  await writeFile(`${file}.new`, textOf(keys), { mode: 0o600 });
  await rename(`${file}.new`, file);
}
