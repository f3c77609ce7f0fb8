import path from 'node:path';
import { db } from '@/lib/db/client';
import type { Credentials } from '@/lib/providers/contract';
import { createCredentials } from '@/lib/providers/credentials';
import { ProviderError } from '@/lib/providers/error';
import { keyFile, readKeys } from './keys';
import { type CredentialKind, mainField } from './kinds';
import { unseal } from './seal';
import { storedFieldsSchema } from './store';

/** What would open every session or every stored credential: nothing that an incident needs. */
const OWN = ['env:NEXTAUTH_SECRET', 'env:REPLI_CREDENTIAL_KEY'];

const plain: Credentials = withoutOwn(createCredentials(process.env));

/** The references of this process: variables, files, and named credentials of the console. */
export const credentials: Credentials = withoutOwn(createCredentials(process.env, readStored));

function withoutOwn(all: Credentials): Credentials {
  return {
    async resolve(reference) {
      const isKeyFile = reference.startsWith('file:') && path.resolve(reference.slice(5)) === path.resolve(keyFile());
      if (OWN.includes(reference) || isKeyFile)
        throw new ProviderError('auth', `${reference} is Repli’s own and is handed to nobody: name another secret.`);
      return all.resolve(reference);
    },
  };
}

async function readStored(name: string, wanted: string | undefined): Promise<string> {
  const row = await db().credential.findUnique({ where: { name } });
  if (!row) throw problem(name, 'does not exist: create it among the credentials, or correct its name');
  const field = wanted ?? mainField(row.kind as CredentialKind);
  const stored = storedFieldsSchema.parse(row.fields)[field];
  if (!stored) throw problem(name, `has no field “${field}”: correct the reference`);
  if ('reference' in stored) return plain.resolve(stored.reference);
  const value = await open(stored, { id: row.id, name, field });
  if (value === null) throw problem(name, 'was sealed with a key that is not here: restore the key, or write it again');
  return value;
}

/** A value that was tampered with, or moved to another row, is no more readable than one without a key. */
async function open(...[sealed, place]: [Parameters<typeof unseal>[0], Parameters<typeof unseal>[1]]) {
  const keys = await readKeys();
  try {
    return unseal(sealed, place, keys);
  } catch (cause) {
    throw problem(place.name, 'does not open: its row was changed outside Repli. Write it again', cause);
  }
}

function problem(name: string, what: string, cause?: unknown): ProviderError {
  return new ProviderError('auth', `The credential “${name}” ${what}.`, cause === undefined ? {} : { cause });
}
