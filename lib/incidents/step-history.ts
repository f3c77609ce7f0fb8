import { db } from '@/lib/db/client';
import type { PlanStep } from '@/lib/domain/facts';
import { ms } from '@/lib/domain/queries';
import type { RunState } from '@/lib/domain/state';

/** Older rollbacks say little of how long one takes today. */
const INCIDENTS_READ = 50;
/** Below this many, nine of ten means nothing. */
const ENOUGH_FOR_P90 = 5;

type Estimate = Pick<PlanStep, 'estimateMs' | 'estimateP90Ms' | 'estimateFrom'>;

/** How long this component's earlier rollbacks took; empty when there was none. */
export async function estimateStep(componentId: string): Promise<Estimate> {
  const rows = await db().$queryRaw<{ runs: Pick<RunState, 'steps' | 'targets'>[] }[]>`
    SELECT jsonb_path_query_array(i.state, '$.pastRuns[*]') || coalesce(nullif(i.state->'run', 'null'), '[]') AS runs
    FROM incidents i JOIN components c ON c.service_id = i.service_id
    WHERE c.id = ${componentId} ORDER BY i.declared_at DESC LIMIT ${INCIDENTS_READ}`;
  return estimateOf(rows.flatMap(({ runs }) => runs.flatMap((run) => durationsMs(run, componentId))));
}

/** From the intent to the platform's convergence, for each step of the run that put this component back. */
export function durationsMs(run: Pick<RunState, 'steps' | 'targets'>, componentId: string): number[] {
  const stepIds = new Set(
    run.targets.filter((target) => target.componentId === componentId && !target.action).map(({ stepId }) => stepId),
  );
  return run.steps.flatMap(({ id, intendedAt, convergedAt }) =>
    stepIds.has(id) && intendedAt && convergedAt ? [ms(convergedAt) - ms(intendedAt)] : [],
  );
}

/** The median, and the 90th percentile by nearest rank where there are enough. Milliseconds. */
export function estimateOf(durations: readonly number[]): Estimate {
  if (durations.length === 0) return {};
  const sorted = [...durations].sort((a, b) => a - b);
  const rank = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
  return {
    estimateMs: rank(0.5),
    ...(sorted.length >= ENOUGH_FOR_P90 ? { estimateP90Ms: rank(0.9) } : {}),
    estimateFrom: 'history',
  };
}
