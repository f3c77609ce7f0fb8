import { z } from 'zod';
import type { ProviderPlan } from '../contract';
import { ProviderError } from '../error';
import type { Production } from './production';
import type { AliasRequest, Project } from './replies';

/**
 * How production gets to the target. `rollback`: Vercel's instant rollback. `promote`: forward to a newer deployment,
 * and the way back from a rollback. `alias`: each domain pointed by hand, where Vercel allows no instant rollback.
 */
export const MODES = ['rollback', 'promote', 'alias'] as const;
export type Mode = (typeof MODES)[number];

/** What `start` needs of a plan; kept as JSON in the plan document. */
export const writeSchema = z.object({
  mode: z.enum(MODES),
  target: z.string(),
  /** Host name of the target deployment. */
  targetUrl: z.string(),
  /** Where each production domain led when the plan was made. */
  aliases: z.record(z.string(), z.string().nullable()),
  /** `requestedAt` of the newest alias request that the plan saw: a later one to our target is this run's. */
  seenRequestAt: z.number(),
  /** Whether new deployments got the production domains by themselves before. */
  autoAssign: z.boolean(),
});
export type VercelWrite = z.output<typeof writeSchema>;

/** Errors: ProviderError `invalid_target` when the plan is not one of this provider. */
export function readWrite(plan: ProviderPlan): VercelWrite {
  const parsed = writeSchema.safeParse(plan.write);
  if (parsed.success) return parsed.data;
  throw new ProviderError('invalid_target', 'This plan cannot be carried out any more: prepare a new one.', {
    cause: parsed.error,
  });
}

/** The request that this plan led to, if Vercel holds it. */
export function ownRequest({ lastAliasRequest }: Project, write: VercelWrite): AliasRequest | null {
  if (!lastAliasRequest || lastAliasRequest.requestedAt <= write.seenRequestAt) return null;
  return lastAliasRequest.toDeploymentId === write.target ? lastAliasRequest : null;
}

/** Errors: ProviderError `conflict` when production went elsewhere than the plan saw and leads. */
export function requireUnmoved(
  { project, aliases }: Pick<Production, 'project' | 'aliases'>,
  write: VercelWrite,
): void {
  for (const [domain, before] of Object.entries(write.aliases)) {
    const now = aliases[domain] ?? null;
    if (now !== before && now !== write.target)
      throw new ProviderError(
        'conflict',
        `${domain} leads to ${now ?? 'no deployment'} now, not to ${before ?? 'none'} as planned: somebody deployed. Prepare the plan again.`,
      );
  }
  const last = project.lastAliasRequest;
  if (last && last.requestedAt > write.seenRequestAt && last.toDeploymentId !== write.target)
    throw new ProviderError(
      'conflict',
      `Somebody has asked Vercel to ${last.type} ${project.name} to ${last.toDeploymentId} since the plan was made: find out who, then prepare it again.`,
    );
}
