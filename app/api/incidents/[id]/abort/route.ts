import { json, route } from '@/lib/auth/route';
import { actorOf } from '@/lib/auth/session';
import { act } from '@/lib/incidents/act';
import { abortSchema } from '@/lib/incidents/control';

/** A route, not an action: it must never queue behind one. */
export const POST = route<{ id: string }>('rollback:execute', async (request, { params, session }) => {
  const { runId, reason } = abortSchema.parse(await request.json());
  return json(await act(params.id, { type: 'run.abort', runId, reason }, actorOf(session)));
});
