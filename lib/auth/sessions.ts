import { randomUUID } from 'node:crypto';
import { db } from '@/lib/db/client';
import { publishAccessChange } from '@/lib/log/notify';
import { SESSION_SECONDS } from './cookie';
import { isRole, type Role } from './permissions';

/** A browser that was not used for a week must sign in again. */
const IDLE_MS = 7 * 24 * 60 * 60 * 1000;
/** `lastSeenAt` is written at most this often, so that reading a page is not a write. */
const SEEN_EVERY_MS = 5 * 60 * 1000;

export interface SignedIn {
  id: string;
  name: string;
  email: string;
  role: Role;
  locale: string | null;
}

export interface Session {
  sessionId: string;
  user: SignedIn;
}

export async function openSession(userId: string, from: { address: string; userAgent: string }): Promise<string> {
  const id = randomUUID();
  const expiresAt = new Date(Date.now() + SESSION_SECONDS * 1000);
  const userAgent = from.userAgent.slice(0, 300);
  await db().session.create({ data: { id, userId, expiresAt, address: from.address.slice(0, 100), userAgent } });
  return id;
}

/** The session's row, or null when it is revoked, expired, idle for too long, or its user is disabled. */
export async function readSession(sessionId: string): Promise<Session | null> {
  const row = await db().session.findUnique({ where: { id: sessionId }, include: { user: true } });
  const now = Date.now();
  if (!row || row.revokedAt || row.expiresAt.getTime() <= now) return null;
  if (now - row.lastSeenAt.getTime() > IDLE_MS) return null;
  const { id, name, email, role, locale, disabledAt } = row.user;
  if (disabledAt || !isRole(role)) return null;
  if (now - row.lastSeenAt.getTime() > SEEN_EVERY_MS) {
    await db().session.updateMany({ where: { id: sessionId }, data: { lastSeenAt: new Date(now) } });
  }
  return { sessionId, user: { id, name, email, role, locale } };
}

export async function revokeSession(sessionId: string): Promise<void> {
  await db().session.updateMany({ where: { id: sessionId, revokedAt: null }, data: { revokedAt: new Date() } });
  await publishAccessChange();
}

/** Signs a person out everywhere, open live pages included, but for the browser that asked. */
export async function revokeSessionsOf(userId: string, exceptSessionId?: string): Promise<void> {
  const where = { userId, revokedAt: null, ...(exceptSessionId ? { id: { not: exceptSessionId } } : {}) };
  await db().session.updateMany({ where, data: { revokedAt: new Date() } });
  await publishAccessChange();
}

/** Deletes the rows of sessions that ended a while ago: nobody asks for them, and they hold addresses. */
export async function forgetSessions(): Promise<void> {
  const long = new Date(Date.now() - SESSION_SECONDS * 1000);
  await db().session.deleteMany({ where: { OR: [{ expiresAt: { lt: new Date() } }, { revokedAt: { lt: long } }] } });
}
