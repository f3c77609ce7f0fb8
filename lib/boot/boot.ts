import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { closeDb } from '@/lib/db/client';
import { migrate } from '@/lib/db/migrate';
import { hub } from '@/lib/log/hub';
import { closeAllStreams } from '@/lib/log/sse';
import { logger } from '@/lib/logger';
import { stopBoss } from '@/lib/queue/boss';
import { startWorker } from '@/lib/runs/worker';
import { type Settings, settings } from '@/lib/settings';
import { checkListen } from './check-listen';
import { drain, noticeServers } from './drain';

/** Orchestrators kill after 10 s or more, `npm run up` after 3: what has not ended by then is cut off and recovered. */
const STOP_WITHIN_MS = 2_500;

/**
 * Brings this process to work: settings, migrations, the worker where its role has one, and an orderly end on SIGTERM
 * or SIGINT. Prints what is wrong and exits with 1 when it cannot.
 */
export async function boot(): Promise<void> {
  try {
    await start(settings());
  } catch (cause) {
    // The sentence is for the person who deploys; a stack would bury it.
    process.stderr.write(`${cause instanceof Error ? cause.message : String(cause)}\n`);
    process.exit(1);
  }
}

async function start({ databaseUrl, role }: Settings): Promise<void> {
  const applied = await migrate(databaseUrl, path.join(process.cwd(), 'prisma/migrations'));
  if (applied.length > 0) logger.info({ applied }, 'migrated');
  await checkListen(databaseUrl);
  noticeServers();
  const worker = role === 'web' ? null : await startWorker();

  let stopping = false;
  const stop = async (signal: NodeJS.Signals) => {
    if (stopping) return;
    stopping = true;
    logger.info({ signal }, 'stopping');
    // An open live page would keep its connection, and with it the process, for ever.
    closeAllStreams();
    const stopped = await Promise.race([stopAll(worker), sleep(STOP_WITHIN_MS, false)]);
    logger.info(stopped ? 'stopped' : 'stopped before everything had ended');
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, (name) => void stop(name));
}

async function stopAll(worker: { stop(): Promise<void> } | null): Promise<boolean> {
  // What is being answered may still append, send a job and notify.
  const stopped = [
    ...(await Promise.allSettled([worker?.stop(), drain()])),
    ...(await Promise.allSettled([stopBoss(), hub().stop()])),
  ];
  for (const { status, ...rest } of stopped) {
    if (status === 'rejected') logger.warn({ err: 'reason' in rest ? rest.reason : undefined }, 'did not stop cleanly');
  }
  await closeDb();
  return true;
}
