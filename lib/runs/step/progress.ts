import { db } from '@/lib/db/client';
import { publish } from '@/lib/log/notify';
import type { Progress } from '@/lib/providers/contract';
import type { Grip } from '../step-context';

/** Shows how far a step is: its latest value is a row, and nothing of it is an event. */
export async function saveProgress(
  { incidentId, claim: { runId } }: Pick<Grip, 'incidentId' | 'claim'>,
  stepId: string,
  { done, total, text, code, params }: Omit<Extract<Progress, { kind: 'progress' }>, 'kind'>,
): Promise<void> {
  const rows = await db().$queryRaw<{ at: Date }[]>`
    INSERT INTO step_progress (run_id, step_id, done, total, text, code, params, at)
    VALUES (${runId}, ${stepId}, ${done}, ${total}, ${text}, ${code}, ${jsonOf(params)}::jsonb, clock_timestamp())
    ON CONFLICT (run_id, step_id) DO UPDATE
      SET done = excluded.done, total = excluded.total, text = excluded.text,
        code = excluded.code, params = excluded.params, at = excluded.at
    RETURNING at`;
  const at = rows[0]?.at.toISOString() ?? '';
  await publish(incidentId, 'progress', { runId, stepId, done, total, text, code, params, at });
}

/** A platform's words may have been cut within a character: PostgreSQL refuses half of one as JSON. */
function jsonOf(params: Record<string, string | number> | undefined): string | null {
  if (params === undefined) return null;
  return JSON.stringify(params, (_, value) => (typeof value === 'string' ? Buffer.from(value).toString() : value));
}
