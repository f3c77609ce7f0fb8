import { z } from 'zod';
import type { Checkpoint, ProviderPlan } from '../contract';
import { ProviderError } from '../error';
import { refresh } from './cache';
import type { Git } from './git';
import { makePlan, planForward } from './plan';

const dataSchema = z.object({ commit: z.string(), branch: z.string(), mode: z.enum(['range', 'one', 'reset']) });

/**
 * The plan that leads back to the checkpoint: for a revert, the revert of the revert; for a reset, the branch forward
 * again. Errors: those of `makePlan`, `invalid_target` for a checkpoint of another branch.
 */
export async function undo(git: Git, checkpoint: Checkpoint, signal: AbortSignal): Promise<ProviderPlan> {
  const data = dataSchema.safeParse(checkpoint.data);
  if (!data.success || data.data.branch !== git.config.branch) {
    throw new ProviderError(
      'invalid_target',
      `Checkpoint ${checkpoint.id} does not belong to ${git.config.branch}: choose a commit from the list instead.`,
    );
  }
  const heads = await refresh(git, signal);
  const { commit, mode } = data.data;
  return mode === 'reset' ? planForward(git, heads, commit, signal) : makePlan(git, heads, commit, signal);
}
