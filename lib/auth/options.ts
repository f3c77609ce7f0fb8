import { headers } from 'next/headers';
import type { NextAuthOptions } from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';
import { db } from '@/lib/db/client';
import { logger } from '@/lib/logger';
import { settings } from '@/lib/settings';
import { clientAddress } from './client-address';
import { SESSION_SECONDS, secureCookies } from './cookie';
import { rememberLocale } from './locale-cookie';
import { openSession, readSession, revokeSession } from './sessions';
import { byLink, byPassword } from './sign-in';
import { signOnProviders } from './single-sign-on';

const password = CredentialsProvider({
  id: 'password',
  name: 'password',
  credentials: { email: {}, password: {} },
  authorize: (input, request) =>
    byPassword(input?.email ?? '', input?.password ?? '', clientAddress(request.headers?.['x-forwarded-for'])),
});

const link = CredentialsProvider({
  id: 'link',
  name: 'link',
  credentials: { token: {} },
  authorize: (input) => byLink(input?.token ?? ''),
});

/** Opens the session's row, and greets a browser that has no language yet in the person's own. */
async function signedIn(userId: string): Promise<string> {
  const from = await headers();
  const user = await db().user.findUnique({ where: { id: userId }, select: { locale: true } });
  if (user?.locale) await rememberLocale(user.locale, { onlyIfUnset: true });
  const address = clientAddress(from.get('x-forwarded-for'));
  return openSession(userId, { address, userAgent: from.get('user-agent') ?? '' });
}

/** next-auth's options: the JWT carries a session id and nothing else; the row behind it decides. */
export function authOptions(): NextAuthOptions {
  return {
    providers: [password, link, ...signOnProviders()],
    secret: settings().secret,
    useSecureCookies: secureCookies(),
    session: { strategy: 'jwt', maxAge: SESSION_SECONDS },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    logger: {
      error: (code) => logger.error({ code }, 'sign-in failed unexpectedly'),
      warn: (code) => logger.debug({ code }, 'sign-in warning'),
      debug: () => undefined,
    },
    callbacks: {
      async signIn({ user }) {
        const refused = 'refused' in user ? String(user.refused) : null;
        return refused ? `/sign-in?refused=${encodeURIComponent(refused)}` : true;
      },
      async jwt({ token, user }) {
        return { sessionId: user ? await signedIn(user.id) : token.sessionId };
      },
      async session({ session, token }) {
        const known = typeof token.sessionId === 'string' ? await readSession(token.sessionId) : null;
        return known ? { expires: session.expires, user: { name: known.user.name } } : { expires: session.expires };
      },
    },
    events: {
      async signOut({ token }) {
        if (typeof token?.sessionId === 'string') await revokeSession(token.sessionId);
      },
    },
  };
}
