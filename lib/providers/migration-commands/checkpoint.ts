import { z } from 'zod';
import { takeBackup } from '../backup-point';
import type { Checkpoint, ProviderPlan } from '../contract';
import { ProviderError } from '../error';
import { makePlan, planForward } from './plan';
import { movedOn, standing } from './start';
import { readStatus } from './status';
import type { Tool } from './tool';
import { endsOf, readWrite } from './write';

const dataSchema = z.object({
  mode: z.enum(['down', 'up']),
  from: z.string(),
  to: z.string(),
  /** Taken back or applied again, oldest first. */
  names: z.array(z.string()),
});

/** Makes the backup point. Errors: `conflict` when the status moved since the plan, those of the backup. */
export async function checkpoint(
  tool: Tool,
  plan: ProviderPlan,
  key: string,
  signal: AbortSignal,
): Promise<Checkpoint> {
  const write = readWrite(plan);
  const isUnmoved =
    write.mode === 'one-down'
      ? (await readStatus(tool, signal)).digest === write.before
      : (await standing(tool, write, signal)) === endsOf(write).before;
  if (!isUnmoved) throw movedOn();
  const backup = await takeBackup(tool.config.backup, tool.credentials, key, signal);
  const evidence = `The migrations stood at ${plan.from.label}. Backup point: ${backup}.`;
  if (write.mode === 'one-down') return { id: write.before, evidence, data: {} };
  const { mode, from, to, names, base } = write;
  return { id: `${from}:${base.slice(0, 12)}`, evidence, data: { mode, from, to, names } };
}

/** The plan back to the checkpoint. Errors: those of the plans, `invalid_target` where nothing leads back by itself. */
export async function undo(tool: Tool, point: Checkpoint, signal: AbortSignal): Promise<ProviderPlan> {
  const parsed = dataSchema.safeParse(point.data);
  if (!parsed.success)
    throw new ProviderError(
      'invalid_target',
      'Which migration was taken back is not known, as the status is not read: apply it again by hand.',
    );
  const { mode, from, to, names } = parsed.data;
  return mode === 'up' ? makePlan(tool, from, signal) : planForward(tool, { names, from: to }, signal);
}
