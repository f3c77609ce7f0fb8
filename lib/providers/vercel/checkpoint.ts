import { z } from 'zod';
import type { Checkpoint, ProviderPlan } from '../contract';
import { ProviderError } from '../error';
import type { Api } from './api';
import { makePlan } from './plan';
import { readAliases, readProject } from './production';
import { readWrite, requireUnmoved } from './write';

const dataSchema = z.object({ project: z.string(), deployment: z.string() });

/**
 * Nothing needs to be written: deployments are immutable, so where the domains led is all that the way back needs.
 * Errors: ProviderError `conflict` when they lead elsewhere by now.
 */
export async function checkpoint(api: Api, plan: ProviderPlan, signal: AbortSignal): Promise<Checkpoint> {
  const write = readWrite(plan);
  const [project, aliases] = await Promise.all([
    readProject(api, signal),
    readAliases(api, Object.keys(write.aliases), signal),
  ]);
  requireUnmoved({ project, aliases }, write);
  const assignment = write.autoAssign ? 'on' : 'off';
  return {
    id: plan.from.id,
    evidence: `Production of ${project.name} is ${plan.from.id} (${plan.from.label}); automatic assignment of domains is ${assignment}.`,
    data: { project: project.id, deployment: plan.from.id, autoAssign: write.autoAssign },
  };
}

/** The plan that leads back: a promotion, which also turns the assignment of domains on again. */
export async function undo(api: Api, point: Checkpoint, signal: AbortSignal): Promise<ProviderPlan> {
  const data = dataSchema.safeParse(point.data);
  if (data.success) return makePlan(api, data.data.deployment, signal);
  throw new ProviderError(
    'invalid_target',
    `Checkpoint ${point.id} names no deployment: choose one from the list instead.`,
  );
}
