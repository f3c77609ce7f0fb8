import { json, publicRoute } from '@/lib/auth/route';
import { findShare } from '@/lib/log/shares';
import { readSnapshot } from '@/lib/log/snapshot';

const VISITOR = { kind: 'shared', userId: null, name: '', can: [] } satisfies Parameters<typeof readSnapshot>[1];

/** An incident as its read-only link shows it: without commands, presence or anything that can be acted on. */
export const GET = publicRoute<{ token: string }>('the token in the link', async (_request, { params }) => {
  const share = await findShare(params.token);
  const snapshot = share && (await readSnapshot(share.incidentId, VISITOR));
  return snapshot ? json(snapshot) : json({ ok: false, error: { code: 'no_such_share' } }, 404);
});
