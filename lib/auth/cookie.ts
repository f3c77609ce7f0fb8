import { decode } from 'next-auth/jwt';
import { settings } from '@/lib/settings';

/** Absolute life of a sign-in; an idle one ends sooner (IDLE_MS in sessions.ts). */
export const SESSION_SECONDS = 30 * 24 * 60 * 60;

/** Behind TLS the browser must never send the session over plain HTTP. */
export function secureCookies(): boolean {
  return settings().url.startsWith('https://');
}

/** next-auth's own name for the cookie, so that its routes and ours read the same one. */
export function sessionCookieName(): string {
  return `${secureCookies() ? '__Secure-' : ''}next-auth.session-token`;
}

/** The session id in a session cookie, or null when it is forged, expired or absent. Says nothing about the row. */
export async function sessionIdOf(cookie: string | undefined): Promise<string | null> {
  if (!cookie) return null;
  try {
    const token = await decode({ token: cookie, secret: settings().secret });
    return typeof token?.sessionId === 'string' ? token.sessionId : null;
  } catch {
    return null;
  }
}
