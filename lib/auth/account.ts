import { z } from 'zod';
import { db } from '@/lib/db/client';
import type { Result } from '@/lib/domain/snapshot';
import { LOCALES } from '@/lib/domain/words';
import { done, failed } from './failure';
import { rememberLocale } from './locale-cookie';
import { passwordMatches } from './password';
import type { Session } from './sessions';
import { beginAttempt, succeed } from './throttle';
import { passwordSchema, setPassword } from './users';

export const profileSchema = z.object({ name: z.string().trim().min(1).max(100), locale: z.enum(LOCALES) });
/** `current` is empty for an account that has no password yet. */
export const passwordChangeSchema = z.object({ current: z.string().max(200), password: passwordSchema });

/** Name and language of one's own account; the language holds in this browser at once. */
export async function saveProfile(input: z.output<typeof profileSchema>, session: Session): Promise<Result<null>> {
  await db().user.update({ where: { id: session.user.id }, data: input });
  await rememberLocale(input.locale);
  return done(null);
}

/** Sets one's own password and signs out every other browser. Guessing the current one is throttled like signing in. */
export async function changePassword(
  { current, password }: z.output<typeof passwordChangeSchema>,
  session: Session,
): Promise<Result<null>> {
  const { id, email } = session.user;
  const { passwordHash } = await db().user.findUniqueOrThrow({ where: { id }, select: { passwordHash: true } });
  if (passwordHash) {
    const attempt = await beginAttempt(email, `account page of ${id}`);
    if (!attempt.allowed) return failed('throttled');
    if (!(await passwordMatches(passwordHash, current))) return failed('wrong_password');
    await succeed(attempt);
  }
  await setPassword(id, password, session.sessionId);
  return done(null);
}

/** Whether this person has a password, so that the page knows what to ask. */
export async function hasPassword(userId: string): Promise<boolean> {
  const user = await db().user.findUnique({ where: { id: userId }, select: { passwordHash: true } });
  return Boolean(user?.passwordHash);
}
