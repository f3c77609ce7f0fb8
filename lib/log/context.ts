import type { Prisma } from '@/lib/db/generated/client';
import type { Command } from '@/lib/domain/command';
import type { DecideContext, Sampled } from '@/lib/domain/decide';
import type { Actor } from '@/lib/domain/facts';
import type { IncidentState } from '@/lib/domain/state';
import type { Verdict } from '@/lib/domain/words';
import { findFreeze } from './freeze';
import { findHolders } from './locks';

type Tx = Prisma.TransactionClient;

/** What `decide` needs beside the state, read after the incident's row was locked. `now`: ISO 8601, database time. */
export async function gatherContext(
  tx: Tx,
  incidentId: string,
  input: { state: IncidentState | null; command: Command; actor: Actor; now: string },
): Promise<DecideContext> {
  const { state, command, actor, now } = input;
  // Asking the team first must meet what starting would (lib/domain/policy/gates.ts).
  const starts = command.type === 'run.start' || command.type === 'objection.open';
  const runId = 'runId' in command ? command.runId : null;
  const keys = starts ? (state?.plan?.steps ?? []).map((step) => step.resourceKey) : [];
  return {
    actor,
    now,
    claim: runId === null ? null : await readClaim(tx, runId),
    sampled: await readSampled(tx, incidentId),
    holders: starts ? await findHolders(tx, keys, runId) : [],
    freeze: starts && state ? await findFreeze(tx, state.service.id, now) : null,
    archived: command.type === 'incident.declare' && (await isArchived(tx, command.service.id)),
  };
}

/** Locked against change until commit: whoever archives it meanwhile waits, and finds the incident open. */
async function isArchived(tx: Tx, serviceId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<{ archived: boolean }[]>`
    SELECT archived_at IS NOT NULL AS archived FROM services WHERE id = ${serviceId} FOR SHARE`;
  return rows[0]?.archived ?? false;
}

/** Locked against change until commit: a fence that was raised meanwhile would let a stale worker append once more. */
async function readClaim(tx: Tx, runId: string): Promise<DecideContext['claim']> {
  const rows = await tx.$queryRaw<{ fence: number; expiresAt: Date }[]>`
    SELECT fence, expires_at AS "expiresAt" FROM run_claims WHERE run_id = ${runId} FOR SHARE`;
  const row = rows[0];
  return row ? { fence: row.fence, expiresAt: row.expiresAt.toISOString() } : null;
}

async function readSampled(tx: Tx, incidentId: string): Promise<Record<string, Sampled>> {
  const rows = await tx.checkLatest.findMany({ where: { incidentId } });
  return Object.fromEntries(
    rows.map((row) => [
      row.checkId,
      {
        verdict: row.verdict as Verdict,
        lastAt: row.lastAt.toISOString(),
        continuousSince: row.continuousSince.toISOString(),
      },
    ]),
  );
}
