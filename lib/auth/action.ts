import { unstable_rethrow } from 'next/navigation';
import type { z } from 'zod';
import type { Result } from '@/lib/domain/snapshot';
import { AuthError } from './errors';
import { failureOf, invalidInput } from './failure';
import { can, type Permission } from './permissions';
import { withRule } from './rules';
import { currentSession, type Session } from './session';

/** `null`: nobody may send this input. */
type Needed<I> = Permission | ((input: I) => Permission | null);

/**
 * A server action: `schema` is a zod tuple over its arguments, `handler` gets them parsed together with the
 * session. The order is: somebody is signed in, the input parses, the role may. Where the permission hangs on
 * the input (the generic command action), `needed` is a function of it.
 *
 *     export const addNote = action('incident:note', z.tuple([id, text]), async ([incidentId, body], session) => …);
 */
export function action<S extends z.ZodType<unknown[], unknown[]>, T>(
  needed: Needed<z.output<S>>,
  schema: S,
  handler: (input: z.output<S>, session: Session) => Promise<Result<T>>,
): (...input: z.input<S>) => Promise<Result<T>> {
  const guarded = async (...input: z.input<S>): Promise<Result<T>> => {
    try {
      const session = await currentSession();
      if (!session) throw new AuthError(401);
      if (typeof needed === 'string') authorise(session, needed);
      const parsed = schema.safeParse(input);
      if (!parsed.success) return invalidInput(parsed.error.issues.map(withoutArgument));
      if (typeof needed === 'function') authorise(session, needed(parsed.data));
      return await handler(parsed.data, session);
    } catch (error) {
      unstable_rethrow(error);
      return failureOf(error, 'action').failure;
    }
  };
  return withRule(
    guarded,
    typeof needed === 'string' ? { kind: 'permission', permission: needed } : { kind: 'by_input' },
  );
}

function authorise(session: Session, permission: Permission | null): void {
  if (!permission || !can(session.user.role, permission)) throw new AuthError(403);
}

/** Forms know their fields only, not which argument of the action they are in. */
function withoutArgument({ path, message }: z.core.$ZodIssue): { path: PropertyKey[]; message: string } {
  return { path: path.length > 1 ? path.slice(1) : path, message };
}
