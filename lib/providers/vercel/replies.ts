import { z } from 'zod';

/**
 * What is read of Vercel's replies (REST API reference, `@vercel/sdk` models); all else is ignored, and what a plan or
 * a role leaves out is optional.
 */
const aliasRequest = z.object({
  fromDeploymentId: z.string().nullish(),
  toDeploymentId: z.string(),
  jobStatus: z.enum(['pending', 'in-progress', 'succeeded', 'failed', 'skipped']),
  /** Milliseconds on Vercel's clock. */
  requestedAt: z.number(),
  type: z.enum(['promote', 'rollback']),
});
export type AliasRequest = z.output<typeof aliasRequest>;

export const projectReply = z.object({
  id: z.string(),
  name: z.string(),
  autoAssignCustomDomains: z.boolean().default(true),
  lastAliasRequest: aliasRequest.nullish(),
  /** Present while rolling releases are configured. */
  rollingRelease: z.unknown().optional(),
});
export type Project = z.output<typeof projectReply>;

/** Without `next` this is the last page; `next` is the `until` of the next one. */
export const pagination = z.object({ next: z.number().nullish() }).optional();

export const domainsReply = z.object({
  domains: z.array(
    z.object({
      name: z.string(),
      redirect: z.string().nullish(),
      gitBranch: z.string().nullish(),
      customEnvironmentId: z.string().nullish(),
      verified: z.boolean(),
    }),
  ),
  pagination,
});

export const aliasReply = z.object({ alias: z.string(), deploymentId: z.string().nullable() });

const deploymentFields = {
  url: z.string().nullable(),
  readyState: z.string().optional(),
  /** STAGED: never served production; PROMOTED: has. */
  readySubstate: z.string().optional(),
  target: z.string().nullish(),
  meta: z.record(z.string(), z.unknown()).optional(),
  creator: z.object({ username: z.string().optional(), email: z.string().optional() }).optional(),
  isRollbackCandidate: z.boolean().nullish(),
};

export const deploymentsReply = z.object({
  deployments: z.array(
    z.object({ ...deploymentFields, uid: z.string(), created: z.number(), state: z.string().optional() }),
  ),
  pagination,
});
export type ListedDeployment = z.output<typeof deploymentsReply>['deployments'][number];

export const deploymentReply = z.object({
  ...deploymentFields,
  id: z.string(),
  createdAt: z.number(),
  projectId: z.string().optional(),
  project: z.object({ id: z.string() }).optional(),
  plan: z.string().optional(),
});
export type DeploymentReply = z.output<typeof deploymentReply>;

export const requestAliasesReply = z.object({
  aliases: z.array(z.object({ alias: z.object({ alias: z.string() }), status: z.string() })),
});

export const errorReply = z.object({
  error: z.object({
    code: z.string().optional(),
    message: z.string().optional(),
    limit: z.object({ resetMs: z.number().optional() }).optional(),
  }),
});
