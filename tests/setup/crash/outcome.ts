import { db } from '@/lib/db/client';
import { auditAll } from '@/lib/log/audit';
import { readEvents } from '@/lib/log/read';
import { readState } from '@/lib/log/read-state';
import { fixtures } from '@/tests/contract/fixtures';
import type { ProviderId, Staged } from './cell';

/** What an interrupted run came to, seen from both sides. */
export interface Outcome {
  run: string | undefined;
  steps: string[] | undefined;
  /** What workers said about it, in order. */
  journal: string[];
  /** Counted on the provider's side, in another process. */
  writes: number;
  isOnTarget: boolean;
  brokenChain: unknown;
  locks: number;
}

/** What a run of one step comes to when nothing interrupts it; nothing that does may change any of it. */
export function undisturbed(provider: ProviderId): Outcome {
  const { checkpoint } = fixtures[provider].provider.capabilities;
  const journal = ['step.intended', 'step.requested', 'step.converged', 'step.observed', 'run.finished'];
  return {
    run: 'finished',
    steps: ['healthy'],
    journal: checkpoint ? ['step.checkpointed', ...journal] : journal,
    writes: 1,
    isOnTarget: true,
    brokenChain: null,
    locks: 0,
  };
}

export async function outcomeOf({ world, targetId, rollback: { incidentId } }: Staged): Promise<Outcome> {
  const run = (await readState(incidentId))?.run;
  const current = await world.connect().current({ signal: AbortSignal.timeout(30_000) });
  return {
    run: run?.status,
    steps: run?.steps.map(({ status }) => status),
    journal: await journalOf(incidentId),
    writes: await world.writes(),
    isOnTarget: (await world.contentOf(current.id)) === (await world.contentOf(targetId)),
    brokenChain: await brokenChain(incidentId),
    locks: await db().resourceLock.count({ where: { incidentId } }),
  };
}

/** Follow-ups belong to convergence, and each provider has its own. */
async function journalOf(incidentId: string): Promise<string[]> {
  const events = await readEvents(db(), incidentId);
  const said = events.filter(({ actor }) => actor.kind === 'system' && actor.name === 'worker');
  return said.map(({ type }) => type).filter((type) => type !== 'followup.opened');
}

async function brokenChain(incidentId: string): Promise<unknown> {
  for await (const audit of auditAll()) if (audit.incidentId === incidentId) return audit.broken;
  return 'no such incident';
}
