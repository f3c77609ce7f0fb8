import { z } from 'zod';
import { db } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import type { Result } from '@/lib/domain/snapshot';
import type { AccountView, SessionView } from '@/lib/domain/views';
import { publishAccessChange } from '@/lib/log/notify';
import { done, failed } from './failure';
import { createOneTimeLink, INVITATION_MS } from './links';
import { isRole, ROLES } from './permissions';
import { revokeSession, revokeSessionsOf } from './sessions';
import { addUser, type NewUser, resetPassword } from './users';

export const roleChangeSchema = z.object({ userId: z.string().min(1).max(100), role: z.enum(ROLES) });

/** Everybody who has, or had, an account, by name; each with the sessions that stand. */
export async function listAccounts(): Promise<AccountView[]> {
  const rows = await db().user.findMany({
    orderBy: [{ name: 'asc' }, { email: 'asc' }],
    include: { sessions: { where: standing(), orderBy: { lastSeenAt: 'desc' } }, identities: true },
  });
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    email: row.email,
    role: isRole(row.role) ? row.role : 'viewer',
    disabled: row.disabledAt !== null,
    signsInBy: [...(row.passwordHash ? ['password'] : []), ...row.identities.map(({ provider }) => provider)],
    sessions: row.sessions.map(sessionView),
  }));
}

/** One's own open sessions, the one last used first. */
export async function listSessions(userId: string): Promise<SessionView[]> {
  const rows = await db().session.findMany({ where: { userId, ...standing() }, orderBy: { lastSeenAt: 'desc' } });
  return rows.map(sessionView);
}

/** Makes an account, and the path of the link that lets its person in once within a week. */
export async function invite(user: NewUser, actorId: string): Promise<Result<{ path: string }>> {
  const added = await addUser(user, actorId);
  if (!added) return failed('address_taken', { email: user.email });
  return done({ path: await createOneTimeLink(added.userId, INVITATION_MS) });
}

/** Forgets a password, signs its person out everywhere, and answers with the path of a new one-time link. */
export async function resetAccess(userId: string, actorId: string): Promise<Result<{ path: string }>> {
  const user = await db().user.findUnique({ where: { id: userId, disabledAt: null } });
  if (!user) return failed('not_found');
  await resetPassword(userId, actorId);
  return done({ path: await createOneTimeLink(userId) });
}

/** Gives somebody another role, at once on every open page. */
export async function changeRole({ userId, role }: z.output<typeof roleChangeSchema>, actorId: string) {
  return change(userId, actorId, { role }, { action: 'user.role_changed', data: { role } });
}

/** Takes somebody's access away at once, open live pages included, or gives it back. */
export async function setDisabled(userId: string, disabled: boolean, actorId: string): Promise<Result<null>> {
  if (disabled && userId === actorId) return failed('own_account');
  const disabledAt = disabled ? new Date() : null;
  const changed = await change(
    userId,
    actorId,
    { disabledAt },
    { action: disabled ? 'user.disabled' : 'user.enabled' },
  );
  if (changed.ok && disabled) await revokeSessionsOf(userId);
  return changed;
}

/** Ends one of one's own sessions at once. */
export async function endOwnSession(sessionId: string, userId: string): Promise<Result<null>> {
  const own = await db().session.count({ where: { id: sessionId, userId } });
  return own === 1 ? endSession(sessionId, userId) : failed('not_found');
}

/** Ends one session at once; whoever manages accounts may end anybody's. */
export async function endSession(sessionId: string, actorId: string): Promise<Result<null>> {
  const row = await db().session.findUnique({ where: { id: sessionId }, include: { user: true } });
  if (!row) return failed('not_found');
  await revokeSession(sessionId);
  if (row.userId !== actorId) {
    await db().auditEntry.create({ data: { actor: actorId, action: 'session.revoked', subject: row.user.email } });
  }
  return done(null);
}

/** Changes an account unless nobody could manage accounts afterwards. */
async function change(
  userId: string,
  actor: string,
  data: Prisma.UserUpdateInput,
  entry: { action: string; data?: Prisma.InputJsonObject },
): Promise<Result<null>> {
  const changed = await db()
    .$transaction(async (tx) => {
      const users = await tx.$queryRaw<{ id: string; email: string }[]>`
      SELECT id, email FROM users WHERE id = ${userId} OR (role = 'admin' AND disabled_at IS NULL) ORDER BY id FOR UPDATE`;
      const subject = users.find(({ id }) => id === userId)?.email;
      if (!subject) return failed('not_found');
      await tx.user.update({ where: { id: userId }, data });
      const admins = await tx.user.count({ where: { role: 'admin', disabledAt: null } });
      if (admins === 0) throw new LastAdmin();
      await tx.auditEntry.create({ data: { actor, subject, ...entry } });
      return done(null);
    })
    .catch((cause: unknown) => {
      if (cause instanceof LastAdmin) return failed('last_admin');
      throw cause;
    });
  if (changed.ok) await publishAccessChange();
  return changed;
}

/** Rolls the change back. */
class LastAdmin extends Error {
  override readonly name = 'LastAdmin';
}

const standing = () => ({ revokedAt: null, expiresAt: { gt: new Date() } });

const sessionView = (row: {
  id: string;
  createdAt: Date;
  lastSeenAt: Date;
  address: string;
  userAgent: string;
}): SessionView => ({
  id: row.id,
  createdAt: row.createdAt.toISOString(),
  lastSeenAt: row.lastSeenAt.toISOString(),
  address: row.address,
  userAgent: row.userAgent,
});
