import { PgBoss } from 'pg-boss';
import { logger } from '@/lib/logger';
import { settings } from '@/lib/settings';
import { QUEUE_OPTIONS } from './queues';

/** On globalThis, because Next evaluates a module once per bundle while the process must have one pool. */
const held = globalThis as typeof globalThis & { repliBoss?: Promise<PgBoss> | undefined };

/** The process's one pg-boss, started, with every queue defined. A failed start is tried again by the next call. */
export function getBoss(): Promise<PgBoss> {
  held.repliBoss ??= start().catch((error: unknown) => {
    held.repliBoss = undefined;
    throw error;
  });
  return held.repliBoss;
}

/** Lets jobs in hand finish for at most `timeoutMs`, then closes; what is cut off is run again by its heartbeat. */
export async function stopBoss(timeoutMs = 2_000): Promise<void> {
  const starting = held.repliBoss;
  held.repliBoss = undefined;
  const boss = await starting?.catch(() => undefined);
  await boss?.stop({ graceful: true, timeout: timeoutMs });
}

async function start(): Promise<PgBoss> {
  const { databaseUrl, role } = settings();
  const works = role !== 'web';
  const boss = new PgBoss({
    connectionString: databaseUrl,
    application_name: 'repli-queue',
    schema: 'pgboss',
    max: 4,
    useListenNotify: works,
    supervise: works,
    schedule: false,
    // A killed worker's job must be noticed soon after its heartbeat is late.
    superviseIntervalSeconds: 1,
    monitorIntervalSeconds: 1,
    // The cache holds which keys are active: an old one keeps a killed worker's job from everybody for a minute.
    queueCacheIntervalSeconds: 1,
  });
  boss.on('error', (error) => logger.error({ err: error }, 'queue error'));
  boss.on('warning', ({ message }) => logger.warn({ warning: message }, 'queue warning'));
  await boss.start();
  for (const [name, options] of Object.entries(QUEUE_OPTIONS)) await boss.createQueue(name, options);
  return boss;
}
