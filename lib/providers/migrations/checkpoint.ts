import { z } from 'zod';
import { takeBackup } from '../backup-point';
import type { Checkpoint, ConnectContext, ProviderPlan } from '../contract';
import { ProviderError } from '../error';
import { carryOut } from './change';
import type { Database } from './database';
import { makePlan, planForward } from './plan';
import { readWrite } from './write';

const dataSchema = z.object({
  mode: z.enum(['down', 'up']),
  from: z.string(),
  to: z.string(),
  /** What was applied and will be taken back, oldest first. */
  names: z.array(z.string()),
});

/**
 * Tries the scripts out in a transaction that is taken back, then makes the backup point. Errors: those of the scripts,
 * `conflict` when the ledger moved since the plan, those of the backup.
 */
export async function checkpoint(
  database: Database,
  context: ConnectContext,
  plan: ProviderPlan,
  key: string,
  signal: AbortSignal,
): Promise<Checkpoint> {
  const write = readWrite(plan);
  const outcome = await carryOut(database, write, { key, dryRun: true }, signal);
  const backup =
    outcome === 'found' ? 'made before' : await takeBackup(database.config.backup, context.credentials, key, signal);
  const applied = write.steps.filter(({ state }) => state === 'applied').map(({ name }) => name);
  return {
    id: `${write.from}:${write.digest.slice(0, 12)}`,
    evidence: `${database.name} was at migration ${write.from}. The scripts ran through in a transaction that was taken back. Backup point: ${backup}.`,
    data: { mode: write.mode, from: write.from, to: write.to, names: applied.reverse() },
  };
}

/** The plan back to the checkpoint. Errors: those of the plans, `invalid_target` for a checkpoint of another kind. */
export async function undo(
  database: Database,
  context: ConnectContext,
  point: Checkpoint,
  signal: AbortSignal,
): Promise<ProviderPlan> {
  const parsed = dataSchema.safeParse(point.data);
  if (!parsed.success)
    throw new ProviderError('invalid_target', 'This checkpoint is of another kind: choose a migration from the list.');
  const { mode, from, to, names } = parsed.data;
  if (mode === 'up') return makePlan(database, context, from, signal);
  return planForward(database, context, { names, from: to }, signal);
}
