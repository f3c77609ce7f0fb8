import type { Result } from '@/lib/domain/snapshot';
import { execute } from '@/lib/log/execute';
import { readState } from '@/lib/log/read-state';
import { notFound, type PersonActor, refused } from './ctx';

/**
 * The commander of an urgent incident ends the paused or stuck run of another incident that holds what this plan wants
 * (rule 6). The other incident's own log decides and records it; nothing starts here yet.
 */
export async function takeOver(
  incidentId: string,
  input: { holderIncidentId: string; runId: string; reason: string },
  actor: PersonActor,
): Promise<Result<null>> {
  const mine = await readState(incidentId);
  if (!mine) return notFound();
  const result = await execute(
    input.holderIncidentId,
    {
      type: 'run.release',
      runId: input.runId,
      byIncidentId: incidentId,
      byClass: mine.class,
      byCommanderId: mine.commander.id,
      reason: input.reason,
    },
    actor,
  );
  return result.ok ? { ok: true, data: null } : refused(result.refusal);
}
