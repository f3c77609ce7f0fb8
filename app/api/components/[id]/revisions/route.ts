import { json, route } from '@/lib/auth/route';
import { readRevisions } from '@/lib/incidents/revisions';
import { readState } from '@/lib/log/read-state';

/** A page of the component's revisions, asked of its provider now. */
export const GET = route<{ id: string }>('incident:read', async (request, { params }) => {
  const query = new URL(request.url).searchParams;
  const incidentId = query.get('incident');
  const state = incidentId ? await readState(incidentId) : null;
  return json(await readRevisions(params.id, state, query.get('cursor') ?? undefined));
});
