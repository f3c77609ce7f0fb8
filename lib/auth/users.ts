import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { db } from '@/lib/db/client';
import { hashPassword, PASSWORD_MAX_LENGTH, PASSWORD_MIN_LENGTH } from './password';
import { ROLES } from './permissions';
import { revokeSessionsOf } from './sessions';

/** As browsers judge it, so that `admin@localhost` is one. */
export const emailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(200)
  .pipe(z.email({ pattern: z.regexes.html5Email }));
export const passwordSchema = z.string().min(PASSWORD_MIN_LENGTH).max(PASSWORD_MAX_LENGTH);
export const newUserSchema = z.object({
  email: emailSchema,
  name: z.string().trim().min(1).max(100),
  role: z.enum(ROLES),
});
export type NewUser = z.infer<typeof newUserSchema>;

const FIRST_ADMIN = 'admin@localhost';

/** Serialises the first start of several processes: any number, the same in all of them. */
const FIRST_ADMIN_LOCK = 7_274_041;

/**
 * The administrator that the console's operator signs in as: the oldest active one, made (or enabled again) when
 * there is none, since whoever can start Repli can already write its database.
 */
export async function ensureFirstAdmin(): Promise<{ userId: string; created: boolean }> {
  return db().$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${FIRST_ADMIN_LOCK}::bigint)`;
    const where = { role: 'admin', disabledAt: null };
    const admin = await tx.user.findFirst({ where, orderBy: { createdAt: 'asc' } });
    if (admin) return { userId: admin.id, created: false };
    const user = await tx.user.upsert({
      where: { email: FIRST_ADMIN },
      create: { id: randomUUID(), email: FIRST_ADMIN, name: 'Administrator', role: 'admin' },
      update: { role: 'admin', disabledAt: null },
    });
    return { userId: user.id, created: true };
  });
}

/** Adds a person without a password; they come in by a one-time link. Null when the address is taken. */
export async function addUser(user: NewUser, actor: string): Promise<{ userId: string } | null> {
  return db().$transaction(async (tx) => {
    if (await tx.user.findUnique({ where: { email: user.email } })) return null;
    const created = await tx.user.create({ data: { id: randomUUID(), ...user } });
    await tx.auditEntry.create({
      data: { actor, action: 'user.added', subject: user.email, data: { role: user.role } },
    });
    return { userId: created.id };
  });
}

/** Sets a password and signs the person out everywhere else. */
export async function setPassword(userId: string, password: string, keepSessionId?: string): Promise<void> {
  const passwordHash = await hashPassword(passwordSchema.parse(password));
  await db().user.update({ where: { id: userId }, data: { passwordHash } });
  await revokeSessionsOf(userId, keepSessionId);
  await db().auditEntry.create({ data: { actor: userId, action: 'password.set', subject: userId } });
}

/** Takes somebody's access away at once: their open pages and streams end at the next check. */
export async function disableUser(email: string, actor: string): Promise<boolean> {
  const user = await db().user.findUnique({ where: { email } });
  if (!user) return false;
  await db().user.update({ where: { id: user.id }, data: { disabledAt: new Date() } });
  await revokeSessionsOf(user.id);
  await db().auditEntry.create({ data: { actor, action: 'user.disabled', subject: email } });
  return true;
}

/** An account that is not disabled, by address. */
export async function findUser(email: string): Promise<{ userId: string } | null> {
  const user = await db().user.findUnique({ where: { email, disabledAt: null }, select: { id: true } });
  return user ? { userId: user.id } : null;
}

/** For a forgotten or leaked password: it is gone and every browser is signed out; a one-time link leads back in. */
export async function resetPassword(userId: string, actor: string): Promise<void> {
  await db().user.update({ where: { id: userId }, data: { passwordHash: null } });
  await revokeSessionsOf(userId);
  await db().auditEntry.create({ data: { actor, action: 'password.reset', subject: userId } });
}
