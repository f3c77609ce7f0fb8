import { type NextRequest, NextResponse } from 'next/server';

/**
 * Leads whoever holds no session cookie to the sign-in page. A courtesy, never the guard: each page, action and
 * route checks the session's row by itself.
 */
export function proxy(request: NextRequest): NextResponse {
  const signedIn = request.cookies.getAll().some(({ name }) => name.endsWith('next-auth.session-token'));
  if (signedIn) return NextResponse.next();
  const { pathname, search } = request.nextUrl;
  const target = new URL('/sign-in', request.url);
  if (pathname !== '/') target.searchParams.set('next', pathname + search);
  return NextResponse.redirect(target);
}

export const config = {
  // Routes answer 401 themselves, shared pages live by their token, and files (a dot in the last part) are public.
  matcher: ['/((?!api/|s/|sign-in|_next/|.*\\.[a-z0-9]+$).*)'],
};
