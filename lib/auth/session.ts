import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import type { Actor } from '@/lib/domain/facts';
import { sessionCookieName, sessionIdOf } from './cookie';
import { AuthError } from './errors';
import { can, type Permission } from './permissions';
import { readSession, type Session } from './sessions';

export type { Session } from './sessions';

/** Who is signed in, for pages, actions and route handlers: the row is read each time, once per rendered page. */
export const currentSession = cache(async (): Promise<Session | null> => {
  const jar = await cookies();
  const sessionId = await sessionIdOf(jar.get(sessionCookieName())?.value);
  return sessionId ? readSession(sessionId) : null;
});

/** Throws AuthError 401 when nobody is signed in and 403 when the role lacks the permission. */
export async function requireSession(permission: Permission): Promise<Session> {
  const session = await currentSession();
  if (!session) throw new AuthError(401);
  if (!can(session.user.role, permission)) throw new AuthError(403);
  return session;
}

/** For pages: leads the signed-out to the sign-in page and back to `path`; `null` means that the role may not see it. */
export async function pageSession(permission: Permission, path: string): Promise<Session | null> {
  const session = await currentSession();
  if (!session) redirect(`/sign-in?next=${encodeURIComponent(path)}`);
  return can(session.user.role, permission) ? session : null;
}

/** Whether an open stream's session still stands: rows are asked again, as revoking must end it. */
export async function stillAllowed(sessionId: string, permission: Permission): Promise<boolean> {
  const session = await readSession(sessionId);
  return session !== null && can(session.user.role, permission);
}

export function actorOf({ user }: Session): Extract<Actor, { kind: 'person' }> {
  return { kind: 'person', id: user.id, name: user.name, role: user.role };
}
