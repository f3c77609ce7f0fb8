import { rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Amazon } from './amazon';
import { type Accounts, as } from './roles';

const LOOK_MS = 100;

/** Files with the address of the database in use: as its owner, and as somebody who only reads. */
export interface AddressFiles {
  owner: string;
  reader: string;
}

/** Keeps files with the address in use, as an agent beside an application does. Ends with the signal. */
export async function followSecret(
  dir: string,
  amazon: Amazon,
  { owner, reader }: Accounts,
  signal: AbortSignal,
): Promise<AddressFiles> {
  const files = { owner: path.join(dir, 'database-url'), reader: path.join(dir, 'reader-url') };
  let last = '';
  const look = async () => {
    const url = amazon.current();
    if (url === null || url === last) return;
    last = url;
    for (const [file, account] of [[files.owner, owner] as const, [files.reader, reader] as const]) {
      await writeFile(`${file}.part`, as(account, url), { mode: 0o600 });
      await rename(`${file}.part`, file);
    }
  };
  await look();
  const timer = setInterval(() => void look().catch(() => undefined), LOOK_MS);
  signal.addEventListener('abort', () => clearInterval(timer));
  return files;
}
