import { unstable_rethrow } from 'next/navigation';
import { failed, failureOf } from './failure';
import type { Permission } from './permissions';
import { withRule } from './rules';
import { isSameOrigin } from './same-origin';
import { requireSession, type Session } from './session';

type Params = Record<string, string | string[]>;
type Guarded<P extends Params> = (request: Request, context: { params: Promise<P> }) => Promise<Response>;

/** An answer that no cache keeps: everything here depends on who asks. */
export function json(body: unknown, status = 200): Response {
  return Response.json(body, { status, headers: { 'cache-control': 'no-store' } });
}

/**
 * A route handler for the signed-in: checks origin and permission, then calls `handler`. Failures are JSON
 * `{ ok: false, error: { code, params?, message? } }` with 401, 403, a provider's status, or 500 with an id.
 */
export function route<P extends Params = Record<never, string>>(
  permission: Permission,
  handler: (request: Request, context: { params: P; session: Session }) => Promise<Response>,
): Guarded<P> {
  const guarded: Guarded<P> = (request, { params }) =>
    answered(request, async () => {
      const session = await requireSession(permission);
      return handler(request, { params: await params, session });
    });
  return withRule(guarded, { kind: 'permission', permission });
}

/** A route handler that asks for no session; `why` says what stands in for it (a token in the link, nothing secret). */
export function publicRoute<P extends Params = Record<never, string>>(
  why: string,
  handler: (request: Request, context: { params: P }) => Promise<Response>,
): Guarded<P> {
  const guarded: Guarded<P> = (request, { params }) =>
    answered(request, async () => handler(request, { params: await params }));
  return withRule(guarded, { kind: 'public', why });
}

/**
 * A route handler for programs, which carry a token in the Authorization header that no browser adds by itself: where
 * a request comes from says nothing. `who` answers the token's name, or null for 401.
 */
export function tokenRoute<P extends Params = Record<never, string>>(
  why: string,
  who: (authorization: string | null) => Promise<string | null>,
  handler: (request: Request, context: { params: P; token: string }) => Promise<Response>,
): Guarded<P> {
  const guarded: Guarded<P> = (request, { params }) =>
    answering(request, async () => {
      const token = await who(request.headers.get('authorization'));
      return token === null ? json(failed('signed_out'), 401) : handler(request, { params: await params, token });
    });
  return withRule(guarded, { kind: 'public', why });
}

async function answered(request: Request, handle: () => Promise<Response>): Promise<Response> {
  return isSameOrigin(request) ? answering(request, handle) : json(failed('wrong_origin'), 403);
}

async function answering(request: Request, handle: () => Promise<Response>): Promise<Response> {
  try {
    return await handle();
  } catch (error) {
    unstable_rethrow(error);
    const { status, failure } = failureOf(error, `${request.method} ${new URL(request.url).pathname}`);
    return json(failure, status);
  }
}
