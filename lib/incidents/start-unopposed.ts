import { can, isRole } from '@/lib/auth/permissions';
import { db } from '@/lib/db/client';
import { activeRun } from '@/lib/domain/queries';
import type { Result } from '@/lib/domain/snapshot';
import { execute } from '@/lib/log/execute';
import { readState } from '@/lib/log/read-state';
import { logger } from '@/lib/logger';
import { ProviderError } from '@/lib/providers/error';
import type { PersonActor } from './ctx';
import { startRun } from './start-run';

/**
 * At the end of the countdown: starts the run that nobody objected to, on behalf of whoever asked. What stands in its
 * way by now becomes a reminder in the room. `again` when the countdown is not over on the database's clock.
 */
export async function startUnopposed(incidentId: string, hash: string): Promise<'done' | 'again'> {
  const state = await readState(incidentId);
  const objection = state?.objection;
  if (!state?.plan || objection?.hash !== hash || objection.raised || activeRun(state)) return 'done';
  const actor = await commanderStill(objection.openedBy.id);
  const started = actor
    ? await startRun(state, { planId: state.plan.id, hash, glass: [] }, actor).catch(asRefusal)
    : { ok: false as const, error: { code: 'not_allowed' } };
  if (started.ok) return 'done';
  if (started.error.code === 'objection_open') return 'again';
  const detail = started.error.message ?? started.error.code;
  const reminder = { type: 'reminder.raise', reminder: 'start_refused', detail: detail.slice(0, 500) } as const;
  await execute(incidentId, reminder, { kind: 'system', name: 'scheduler' });
  return 'done';
}

async function commanderStill(userId: string): Promise<PersonActor | null> {
  const user = await db().user.findUnique({ where: { id: userId, disabledAt: null } });
  if (!user || !isRole(user.role) || !can(user.role, 'rollback:execute')) return null;
  return { kind: 'person', id: user.id, name: user.name, role: user.role };
}

function asRefusal(cause: unknown): Extract<Result<never>, { ok: false }> {
  if (!(cause instanceof ProviderError)) throw cause;
  logger.warn({ err: cause }, 'not started after the countdown');
  return { ok: false, error: { code: cause.code, message: cause.message } };
}
