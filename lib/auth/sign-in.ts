import { db } from '@/lib/db/client';
import { consumeLink } from './links';
import { passwordMatches } from './password';
import { beginAttempt, succeed } from './throttle';

export interface SignInUser {
  id: string;
  name: string;
  email: string;
}

/** Told to the form by its message: the only failure that it words differently. */
export class ThrottledError extends Error {
  constructor() {
    super('throttled');
  }
}

/** The person with this address and password, or null; throws ThrottledError after too many failures. */
export async function byPassword(email: string, password: string, address: string): Promise<SignInUser | null> {
  const account = email.trim().toLowerCase();
  const attempt = await beginAttempt(account, address);
  if (!attempt.allowed) throw new ThrottledError();
  const user = await db().user.findUnique({ where: { email: account } });
  const matches = await passwordMatches(user?.passwordHash ?? null, password);
  if (!user || !matches || user.disabledAt) return null;
  await succeed(attempt);
  return { id: user.id, name: user.name, email: user.email };
}

/** The person whose one-time link this is, or null when it is spent, too old or of a disabled account. */
export async function byLink(token: string): Promise<SignInUser | null> {
  const userId = await consumeLink(token);
  const user = userId ? await db().user.findUnique({ where: { id: userId } }) : null;
  return user && !user.disabledAt ? { id: user.id, name: user.name, email: user.email } : null;
}
