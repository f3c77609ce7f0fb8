import { permissionsOf } from '@/lib/auth/permissions';
import { json, route } from '@/lib/auth/route';
import { readSnapshot } from '@/lib/log/snapshot';

/** What a room starts from, and starts from again after a redaction or a change of version. */
export const GET = route<{ id: string }>('incident:read', async (_request, { params, session }) => {
  const { id: userId, name, role } = session.user;
  const snapshot = await readSnapshot(params.id, { kind: 'member', userId, name, can: permissionsOf(role) });
  return snapshot ? json(snapshot) : json({ ok: false, error: { code: 'no_such_incident' } }, 404);
});
