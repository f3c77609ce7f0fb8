import { failed } from '@/lib/auth/failure';
import { json, route } from '@/lib/auth/route';
import { lookAtService } from '@/lib/readiness/look';

/** Each platform and check has less; what is left is the database’s. */
const WITHIN_MS = 20_000;

/** Looks at the service now. A route, not an action: it may take 15 seconds, in which nothing must queue behind it. */
export const POST = route<{ id: string }>('readiness:look', async (_request, { params }) =>
  (await lookAtService(params.id, AbortSignal.timeout(WITHIN_MS)))
    ? json({ ok: true, data: null })
    : json(failed('not_found'), 404),
);
