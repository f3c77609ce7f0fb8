import { setTimeout as sleep } from 'node:timers/promises';
import { db } from '@/lib/db/client';
import { logger } from '@/lib/logger';

const ANSWER_WITHIN_MS = 2_000;

/** Whether the database answers within two seconds. */
export async function isDatabaseUp(): Promise<boolean> {
  const late = new AbortController();
  const asked = db().$queryRaw`SELECT 1`.then(
    () => true,
    (cause: unknown) => {
      logger.warn({ err: cause }, 'health: the database does not answer');
      return false;
    },
  );
  const timedOut = sleep(ANSWER_WITHIN_MS, false, { signal: late.signal }).catch(() => false);
  return Promise.race([asked, timedOut]).finally(() => late.abort());
}
