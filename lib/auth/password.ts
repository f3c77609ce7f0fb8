import { randomBytes } from 'node:crypto';
import { argon2id, hash, verify } from 'argon2';

export const PASSWORD_MIN_LENGTH = 12;
/** Longer input would only buy hashing time. */
export const PASSWORD_MAX_LENGTH = 200;

/** OWASP's password storage cheat sheet, second Argon2id choice: 19 MiB, two passes, one lane. */
const COST = { type: argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export const hashPassword = (password: string): Promise<string> => hash(password, COST);

let decoy: Promise<string> | undefined;

/** Takes as long for an account that does not exist or has no password: the answer must not tell them apart. */
export async function passwordMatches(stored: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword(randomBytes(32).toString('base64'));
  const other = await decoy;
  const matches = await verify(stored ?? other, password.slice(0, PASSWORD_MAX_LENGTH));
  return stored !== null && matches;
}
