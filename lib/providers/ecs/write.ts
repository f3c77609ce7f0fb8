import { z } from 'zod';
import type { ProviderPlan } from '../contract';
import { ProviderError } from '../error';

/**
 * How the target is reached: `update` deploys it, `copy` registers an INACTIVE one again first, `stop` ends the
 * deployment in flight, which leads back to it, `restart` deploys what runs once more, for what tasks read when they start,
 * `host` registers it again with another host in its database URL and deploys that.
 */
const writeSchema = z.object({
  mode: z.enum(['update', 'copy', 'stop', 'restart', 'host']),
  target: z.string(),
  from: z.object({
    taskDefinition: z.string(),
    /** ARN of the latest service deployment: a later one that was rolled back is an attempt of ours that failed. */
    serviceDeployment: z.string().optional(),
  }),
  /** Of a restart, ISO 8601: tasks of a deployment made since then have read what is current. Until its start a placeholder. */
  since: z.string().optional(),
  /** Of a change of host: the new one. Until its start a placeholder. */
  host: z.string().optional(),
  /** ARN of the service deployment in flight. */
  inFlight: z.string().optional(),
});
export type EcsWrite = z.output<typeof writeSchema>;

export function readWrite(plan: ProviderPlan): EcsWrite {
  const parsed = writeSchema.safeParse(plan.write);
  if (parsed.success) return parsed.data;
  throw new ProviderError('invalid_target', 'This plan is of another kind or version: make a new one.');
}
