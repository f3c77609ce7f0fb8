import { db } from '@/lib/db/client';
import { logger } from '@/lib/logger';
import { lookAtService } from './look';

/** A round has ten minutes (`recurring` in lib/queue/queues.ts) and a look 15 seconds: what is left over is due in the next. */
const SERVICES_A_ROUND = 100;
const AT_ONCE = 4;

/**
 * Looks at the services that are due: nobody has looked since midnight (UTC), or the catalogue's entry has changed since.
 * One with an open incident waits: its platforms have other things to answer.
 */
export async function lookAround(shutdown: AbortSignal): Promise<void> {
  const due = await dueServices();
  const next = async (): Promise<void> => {
    for (let id = due.shift(); id !== undefined && !shutdown.aborted; id = due.shift()) {
      try {
        await lookAtService(id, shutdown);
      } catch (cause) {
        if (shutdown.aborted) return;
        logger.warn({ err: cause, serviceId: id }, 'readiness: a look was not finished; the next round looks again');
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
}

async function dueServices(): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT s.id FROM services s LEFT JOIN readiness r ON r.service_id = s.id
    WHERE s.archived_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM incidents i WHERE i.service_id = s.id AND i.status = 'open')
      AND (r.at IS NULL OR r.service_version <> s.version
        OR (r.at AT TIME ZONE 'UTC')::date < (clock_timestamp() AT TIME ZONE 'UTC')::date)
    ORDER BY r.at NULLS FIRST LIMIT ${SERVICES_A_ROUND}`;
  return rows.map(({ id }) => id);
}
