import { z } from 'zod';
import type { Checkpoint, ProviderPlan } from '../../contract';
import type { Kubernetes } from '../kubernetes';
import { titleOf } from './calls';
import { readAutomation } from './read';
import { readWrite, refOf, refSchema, requireUnmoved } from './write';

export const checkpointSchema = refSchema.extend({ uid: z.string(), before: z.object({ value: z.unknown() }) });

/** Keeps how the switch stood; nothing is written. Errors: ProviderError `conflict` when the automation was changed since the plan. */
export async function automationCheckpoint(
  kubernetes: Kubernetes,
  plan: ProviderPlan,
  signal: AbortSignal,
): Promise<Checkpoint> {
  const write = readWrite(kubernetes, plan);
  const { uid, before, on } = write;
  const found = await readAutomation(kubernetes, refOf(write), signal);
  if (found.uid !== uid || found.isOn !== on) requireUnmoved(found, write);
  const data: z.output<typeof checkpointSchema> = { ...refOf(write), uid, before };
  return { id: plan.from.id, evidence: `${titleOf(found.ref)} had ${plan.from.summary}.`, data };
}
