import { json, route } from '@/lib/auth/route';
import { readPlanDocument } from '@/lib/incidents/plan-document';
import { readState } from '@/lib/log/read-state';

/** Commands and diffs of the incident's current plan: kept out of events, so that a shared page never has them. */
export const GET = route<{ id: string }>('incident:read', async (_request, { params }) => {
  const plan = (await readState(params.id))?.plan;
  const document = plan ? await readPlanDocument(plan.documentDigest) : null;
  return document ? json(document) : json({ ok: false, error: { code: 'no_plan' } }, 404);
});
