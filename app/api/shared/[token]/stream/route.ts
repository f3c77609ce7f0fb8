import { json, publicRoute } from '@/lib/auth/route';
import { findShare, isShareOpen } from '@/lib/log/shares';
import { afterOf, openStream } from '@/lib/log/sse';

export const dynamic = 'force-dynamic';

/** Tells a shared page that something changed (`event: changed`, `{ seq }`), never what. */
export const GET = publicRoute<{ token: string }>('the token in the link', async (request, { params }) => {
  const after = afterOf(request);
  if (after === null) return json({ ok: false, error: { code: 'invalid_input' } }, 400);
  const share = await findShare(params.token);
  if (!share) return json({ ok: false, error: { code: 'no_such_share' } }, 404);
  const { shareId, incidentId } = share;
  return openStream(request, incidentId, {
    kind: 'shared',
    access: { key: `share:${shareId}`, allowed: () => isShareOpen(shareId) },
    person: null,
    after,
  });
});
