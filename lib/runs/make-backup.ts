import { db } from '@/lib/db/client';
import { connectComponent } from '@/lib/incidents/connect';
import { logger } from '@/lib/logger';
import type { Backup } from '@/lib/providers/contract';
import { asProviderError } from '@/lib/providers/error';
import { getBoss } from '@/lib/queue/boss';

const CALL_DEADLINE_MS = 60_000;
const LOOK_AGAIN_SECONDS = 5;
/** A snapshot of a large database takes long; a pipeline has given up by then. */
const GIVE_UP_MS = 2 * 60 * 60 * 1000;

/**
 * Makes the restore point that a pipeline asked for, or looks how far it is, and comes back until it has settled. A job
 * that is carried out again does no harm: the provider knows its key.
 */
export async function makeBackup(backupId: string, shutdown: AbortSignal): Promise<void> {
  const row = await db().backup.findUnique({ where: { id: backupId } });
  if (row?.state !== 'pending') return;
  const isLate = Date.now() - row.requestedAt.getTime() > GIVE_UP_MS;
  const found = await ask(row, shutdown);
  if (shutdown.aborted) throw new Error('the worker stops');
  const { state, text }: Pick<Backup, 'state' | 'text'> =
    found.state === 'pending' && isLate ? { state: 'failed', text: `It took too long. ${found.text}` } : found;
  const settledAt = state === 'pending' ? null : new Date();
  await db().backup.update({ where: { id: backupId }, data: { state, text, settledAt } });
  if (state === 'pending') {
    const boss = await getBoss();
    await boss.send('backup.make', { backupId }, { startAfter: LOOK_AGAIN_SECONDS });
  }
}

async function ask(
  { id, componentId, commit }: { id: string; componentId: string; commit: string },
  shutdown: AbortSignal,
): Promise<Pick<Backup, 'state' | 'text'>> {
  try {
    const { connection, component } = await connectComponent(componentId);
    const signal = AbortSignal.any([shutdown, AbortSignal.timeout(CALL_DEADLINE_MS)]);
    const made = await connection.backup?.({ key: id, commit }, { signal });
    return (
      made ?? { state: 'failed', text: `${component.name} makes no restore points any more: look at the catalogue.` }
    );
  } catch (cause) {
    const error = asProviderError(cause);
    logger.warn({ err: error, backupId: id }, 'restore point not made yet');
    return { state: error.retryable ? 'pending' : 'failed', text: error.message };
  }
}
