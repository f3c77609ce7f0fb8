import NextAuth from 'next-auth';
import { authOptions } from '@/lib/auth/options';
import { withRule } from '@/lib/auth/rules';

type Context = { params: Promise<{ nextauth: string[] }> };

/** Options are made on the first request: they need the settings, which a build does not have. */
const handler = withRule(
  (request: Request, context: Context): Promise<Response> => NextAuth(authOptions())(request, context),
  {
    kind: 'public',
    why: 'signing in: next-auth guards it with its own CSRF token, and sign-in is throttled',
  },
);

export { handler as GET, handler as POST };
