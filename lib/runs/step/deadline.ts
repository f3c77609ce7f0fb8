import { db } from '@/lib/db/client';
import { turnSince } from '@/lib/domain/queries';
import type { IncidentState, StepState } from '@/lib/domain/state';

/** How long a provider may refuse or be away before a person is asked. */
const ACCEPT_WITHIN_MS = 5 * 60_000;
/** How long a platform may take to settle on the target, unless earlier rollbacks took longer. */
const SETTLE_WITHIN_MS = 15 * 60_000;
/** How much longer than usual is too long. */
const PATIENCE = 3;

/** What is left of the time that this step may take where it stands now, on the database's clock. Negative: too late. */
export async function leftMs(state: IncidentState, step: StepState): Promise<number> {
  if (!state.run) return 0;
  const planned = state.plan?.steps.find(({ id }) => id === step.id);
  const usualMs = planned?.estimateP90Ms ?? planned?.estimateMs ?? 0;
  return step.requestedAt
    ? Math.max(SETTLE_WITHIN_MS, PATIENCE * usualMs) - (await sinceMs(step.requestedAt))
    : ACCEPT_WITHIN_MS - (await sinceMs(turnSince(state.run, step)));
}

/** On the database's clock. */
export async function sinceMs(at: string): Promise<number> {
  const rows = await db().$queryRaw<{ ms: number }[]>`
    SELECT extract(epoch FROM clock_timestamp() - ${at}::timestamptz)::float8 * 1000 AS ms`;
  return rows[0]?.ms ?? 0;
}
