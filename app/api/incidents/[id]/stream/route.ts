import { json, route } from '@/lib/auth/route';
import { stillAllowed } from '@/lib/auth/session';
import { afterOf, openStream } from '@/lib/log/sse';

export const dynamic = 'force-dynamic';

/** An incident's events as they happen, from `Last-Event-ID` or `?after=SEQ` on (server-sent events). */
export const GET = route<{ id: string }>('incident:read', async (request, { params, session }) => {
  const after = afterOf(request);
  if (after === null) return json({ ok: false, error: { code: 'invalid_input' } }, 400);
  const { sessionId, user } = session;
  return openStream(request, params.id, {
    kind: 'member',
    access: { key: `session:${sessionId}`, allowed: () => stillAllowed(sessionId, 'incident:read') },
    person: { userId: user.id, name: user.name },
    after,
  });
});
