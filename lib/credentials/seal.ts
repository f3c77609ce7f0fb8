import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';

/** NIST SP 800-38D: 96 random bits are the initialisation vector, 128 bits the tag. */
const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
export const KEY_BYTES = 32;

export const sealedSchema = z.strictObject({
  key: z.string(),
  iv: z.base64(),
  tag: z.base64(),
  text: z.base64(),
});
export type Sealed = z.output<typeof sealedSchema>;

/** Where a sealed value stands: it opens nowhere else, so that rows cannot be exchanged. */
export interface SealPlace {
  id: string;
  name: string;
  field: string;
}

const boundTo = ({ id, name, field }: SealPlace): Buffer => Buffer.from(JSON.stringify(['repli', id, name, field]));

/** What a key is called in the rows that it sealed; says nothing about the key. */
export const keyId = (key: Buffer): string =>
  createHash('sha256').update('repli-key').update(key).digest('hex').slice(0, 16);

/** Encrypts a value for one place with one key. */
export function seal(value: string, place: SealPlace, key: Buffer): Sealed {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, iv).setAAD(boundTo(place));
  const text = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]);
  const base64 = (bytes: Buffer) => bytes.toString('base64');
  return { key: keyId(key), iv: base64(iv), tag: base64(cipher.getAuthTag()), text: base64(text) };
}

/** Decrypts what `seal` wrote for this place; null when none of the keys is its own. Throws when it was tampered with. */
export function unseal(sealed: Sealed, place: SealPlace, keys: readonly Buffer[]): string | null {
  const key = keys.find((candidate) => keyId(candidate) === sealed.key);
  if (!key) return null;
  const bytes = (text: string) => Buffer.from(text, 'base64');
  const decipher = createDecipheriv(ALGORITHM, key, bytes(sealed.iv), { authTagLength: 16 });
  decipher.setAAD(boundTo(place)).setAuthTag(bytes(sealed.tag));
  return Buffer.concat([decipher.update(bytes(sealed.text)), decipher.final()]).toString('utf8');
}
