import { forgetLinks } from '@/lib/auth/links';
import { forgetSessions } from '@/lib/auth/sessions';
import { forgetAttempts } from '@/lib/auth/throttle';
import { db } from '@/lib/db/client';
import { forgetVisitors } from '@/lib/log/presence';
import { settings } from '@/lib/settings';

/** Small enough that a batch holds no lock for long, and that a worker which stops waits for little. */
const BATCH = 5_000;

/** Deletes what has served: old samples, used-up sign-in links, tries and sessions, and who was in a room. */
export async function prune(shutdown: AbortSignal): Promise<void> {
  while (!shutdown.aborted) if ((await pruneSamples(settings().sampleDays)) < BATCH) break;
  if (shutdown.aborted) return;
  await forgetLinks();
  await forgetAttempts();
  await forgetSessions();
  await forgetVisitors();
}

/** One batch of the oldest; an open incident keeps its own, however old. Returns how many went. */
async function pruneSamples(days: number): Promise<number> {
  return db().$executeRaw`
    DELETE FROM check_samples WHERE id IN (
      SELECT s.id FROM check_samples s
      WHERE s.at < now() - ${days} * interval '1 day'
        AND NOT EXISTS (SELECT 1 FROM incidents i WHERE i.id = s.incident_id AND i.status = 'open')
      ORDER BY s.at LIMIT ${BATCH}
    )`;
}
