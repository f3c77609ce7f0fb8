import { db } from '@/lib/db/client';
import { dueReminders } from '@/lib/domain/reminders';
import { databaseNow } from '@/lib/incidents/read/now';
import { execute } from '@/lib/log/execute';
import { readState } from '@/lib/log/read-state';
import { logger } from '@/lib/logger';
import { SCHEDULER } from './record';

/** Reminds each open incident's room of what is due. One incident that fails keeps no other from its reminders. */
export async function remindRooms(shutdown: AbortSignal): Promise<void> {
  const open = await db().incident.findMany({ where: { status: 'open' }, select: { id: true } });
  for (const { id } of open) {
    if (shutdown.aborted) return;
    await remindRoom(id).catch((cause: unknown) => logger.warn({ err: cause, incidentId: id }, 'not reminded'));
  }
}

/** What is no longer due when the incident is locked, or refused because it was closed, is nobody's loss. */
async function remindRoom(incidentId: string): Promise<void> {
  const state = await readState(incidentId);
  if (!state) return;
  for (const { reminder, minutes } of dueReminders(state, await databaseNow())) {
    await execute(incidentId, { type: 'reminder.raise', reminder, detail: String(minutes) }, SCHEDULER);
  }
}
