import { db } from '@/lib/db/client';
import type { Backup } from '@/lib/providers/contract';

type State = Backup['state'];

/** What a pipeline waits for. `pending` until all of it is settled, `failed` where one part is. */
export interface BackupView {
  id: string;
  commit: string;
  state: State;
  /** What to do now, in one sentence. */
  text: string;
  components: { name: string; state: State; text: string }[];
}

/** The restore points of one request; null when this token did not ask for it. */
export async function readBackup(requestId: string, token: string): Promise<BackupView | null> {
  const rows = await db().backup.findMany({ where: { requestId, token }, orderBy: { id: 'asc' } });
  const [first] = rows;
  if (!first) return null;
  const named = await db().component.findMany({
    where: { id: { in: rows.map(({ componentId }) => componentId) } },
    select: { id: true, name: true },
  });
  const components = rows.map(({ componentId, state, text }) => ({
    name: named.find(({ id }) => id === componentId)?.name ?? componentId,
    state: state as State,
    text,
  }));
  const state = stateOf(components.map((each) => each.state));
  return { id: requestId, commit: first.commit, state, text: TEXT[state], components };
}

const TEXT: Record<State, string> = {
  pending: 'Wait before you migrate: not every restore point can be used yet.',
  available: 'Every restore point can be used: migrate now.',
  failed: 'Do not migrate: a restore point could not be made.',
};

/** Nobody is told to go on, or to give up, before everything has settled. */
function stateOf(states: readonly State[]): State {
  if (states.includes('pending')) return 'pending';
  return states.includes('failed') ? 'failed' : 'available';
}
