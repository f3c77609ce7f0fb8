import { z } from 'zod';
import type { Checkpoint, ProviderPlan } from '../contract';
import { ProviderError } from '../error';
import type { Ecs } from './client';
import { makePlan } from './plan';
import { restartTarget } from './restart';
import { readService } from './service';
import { movedOn } from './start';
import { labelOf } from './task-definition';
import { readWrite } from './write';

const dataSchema = z.object({ taskDefinition: z.string(), restart: z.boolean().optional() });

/** A task definition cannot change, so its ARN is the checkpoint: nothing is written. Error: `conflict` when it moved. */
export async function checkpoint(ecs: Ecs, plan: ProviderPlan, signal: AbortSignal): Promise<Checkpoint> {
  const { from, target, mode } = readWrite(plan);
  const { primary } = await readService(ecs, signal);
  if (primary.taskDefinition !== from.taskDefinition && primary.taskDefinition !== target)
    throw movedOn(ecs, from.taskDefinition, primary.taskDefinition);
  return {
    id: from.taskDefinition,
    evidence: `The ${ecs.name} was at ${labelOf(from.taskDefinition)}, which stays registered.`,
    data: { taskDefinition: from.taskDefinition, ...(mode === 'restart' ? { restart: true } : {}) },
  };
}

/** The plan back to the checkpoint. Errors: those of `makePlan`, `invalid_target` for a checkpoint of another kind. */
export async function undo(ecs: Ecs, point: Checkpoint, signal: AbortSignal): Promise<ProviderPlan> {
  const data = dataSchema.safeParse(point.data);
  if (!data.success)
    throw new ProviderError('invalid_target', 'This checkpoint is of another kind: choose a revision from the list.');
  const { restart, taskDefinition } = data.data;
  // What tasks read when they start was put back by then: they have to start once more.
  return makePlan(ecs, restart ? restartTarget(ecs.clock()) : taskDefinition, signal);
}
