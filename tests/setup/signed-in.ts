import { randomUUID } from 'node:crypto';
import { encode } from 'next-auth/jwt';
import type { Role } from '@/lib/auth/permissions';
import { openSession } from '@/lib/auth/sessions';
import { db } from '@/lib/db/client';

export const TEST_SECRET = 'a secret of the tests, 32 characters';

/** Makes a person of this role with an open session; `cookie` is what their browser would send. */
export async function signedIn(role: Role, name: string = role) {
  const id = randomUUID();
  await db().user.create({ data: { id, email: `${id}@repli.test`, name, role } });
  const sessionId = await openSession(id, { address: '127.0.0.1', userAgent: 'test' });
  return { userId: id, sessionId, cookie: await encode({ token: { sessionId }, secret: TEST_SECRET }) };
}
