import { cookies } from 'next/headers';
import { sessionCookieName } from '@/lib/auth/cookie';
import { publicRoute } from '@/lib/auth/route';
import { currentSession } from '@/lib/auth/session';
import { revokeSession } from '@/lib/auth/sessions';

/** A plain form's target, so that signing out works before any script has loaded. */
export const POST = publicRoute('ends only the session whose cookie it gets', async () => {
  const session = await currentSession();
  if (session) await revokeSession(session.sessionId);
  (await cookies()).delete(sessionCookieName());
  return new Response(null, { status: 303, headers: { location: '/sign-in' } });
});
