import { z } from 'zod';
import type { Checkpoint, ProviderPlan } from '../contract';
import { ProviderError } from '../error';
import type { Secrets } from './client';
import { pin, pinOf } from './pin';
import { makePlan } from './plan';
import { movedOn, targetOf } from './start';
import { labelOf, readVersions } from './versions';
import { readWrite } from './write';

const dataSchema = z.object({ versionId: z.string() });

/** Pins the current version with a stage of its own. Error: `conflict` when AWSCURRENT moved since the plan. */
export async function checkpoint(
  secrets: Secrets,
  plan: ProviderPlan,
  key: string,
  signal: AbortSignal,
): Promise<Checkpoint> {
  const write = readWrite(plan);
  const { versions, current } = await readVersions(secrets, signal);
  const planned = versions.find(({ id }) => id === write.from);
  // After a crash the run may have moved it already.
  const isOurs = current.id === targetOf(write, key);
  if (!planned || (current.id !== write.from && !isOurs)) throw movedOn(secrets, write.from, current.id);
  const isPinned = await pin(secrets, planned, signal);
  const kept = isPinned ? `pinned by the stage ${pinOf(planned.id)}` : 'kept by AWSPREVIOUS until the next change';
  return {
    id: planned.id,
    evidence: `The ${secrets.name} was at version ${labelOf(planned.id)}, ${kept}.`,
    data: { versionId: planned.id },
  };
}

/** The plan back to the checkpoint. Errors: those of `makePlan`, `invalid_target` for a checkpoint of another kind. */
export async function undo(secrets: Secrets, point: Checkpoint, signal: AbortSignal): Promise<ProviderPlan> {
  const data = dataSchema.safeParse(point.data);
  if (!data.success)
    throw new ProviderError('invalid_target', 'This checkpoint is of another kind: choose a version from the list.');
  return makePlan(secrets, data.data.versionId, signal);
}
