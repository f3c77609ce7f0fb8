import { z } from 'zod';
import type { Reply } from '../emulator/contract';
import type { Deployment, World } from './world';

const scope = { teamId: z.string().optional(), slug: z.string().optional() };
const paging = { limit: z.coerce.number().int().min(1).max(100).default(20), until: z.coerce.number().optional() };

/** Queries that each operation takes; another name is an error, as it would be a typing mistake in the adapter. */
export const QUERIES = {
  plain: z.strictObject(scope),
  domains: z.strictObject({ ...scope, ...paging, production: z.enum(['true', 'false']).optional() }),
  deployments: z.strictObject({
    ...scope,
    ...paging,
    projectId: z.string(),
    target: z.string().optional(),
    state: z.string().optional(),
  }),
  rollback: z.strictObject({ ...scope, description: z.string().optional() }),
  requestAliases: z.strictObject({ ...scope, ...paging, failedOnly: z.enum(['true', 'false']).optional() }),
};

/** GET /v9/projects/{idOrName}. `targets` names the newest deployment even after a rollback (vercel/vercel#14935). */
export function project(world: World): Reply {
  const newest = world.deployments.filter(({ state, target }) => state === 'READY' && target === 'production').at(-1);
  return ok({
    id: world.projectId,
    name: world.name,
    accountId: 'team_emulated',
    autoAssignCustomDomains: world.autoAssign,
    ...(world.rollingRelease ? { rollingRelease: world.rollingRelease } : {}),
    lastAliasRequest: world.request,
    targets: { production: { id: newest?.uid, plan: world.plan } },
  });
}

/** GET /v9/projects/{idOrName}/domains: redirects and a branch's domain are among them. */
export function domains(world: World): Reply {
  const own = [...world.aliases.keys()].map((name) => ({ name, verified: true, redirect: null, gitBranch: null }));
  return ok({
    domains: [
      ...own,
      { name: 'www.shop.example', verified: true, redirect: 'shop.example', redirectStatusCode: 308 },
      { name: 'next.shop.example', verified: true, redirect: null, gitBranch: 'next' },
    ],
    pagination: { count: own.length + 2, next: null, prev: null },
  });
}

/** GET /v6/deployments: newest first; `next` is the `until` of the page after. */
export function deployments(world: World, query: z.output<typeof QUERIES.deployments>): Reply {
  if (![world.projectId, world.name].includes(query.projectId)) return ok({ deployments: [], pagination: {} });
  const states = query.state?.split(',');
  const wanted = [...world.deployments].reverse().filter(({ target, state, created }) => {
    const isOlder = query.until === undefined || created < query.until;
    return isOlder && (!query.target || target === query.target) && (!states || states.includes(state));
  });
  const page = wanted.slice(0, query.limit);
  const next = wanted.length > page.length ? page.at(-1)?.created : null;
  return ok({
    deployments: page.map((each) => ({ ...each, ...common(each) })),
    pagination: { count: page.length, next, prev: page[0]?.created },
  });
}

/** GET /v13/deployments/{idOrUrl}. */
export function deployment(world: World, each: Deployment): Reply {
  const { uid, created, state, ...rest } = each;
  const { projectId, plan } = world;
  return ok({ ...rest, ...common(each), id: uid, createdAt: created, readyState: state, projectId, plan });
}

const common = (each: Deployment) => ({
  readyState: each.state,
  creator: { uid: 'user_ada', username: 'ada' },
  isRollbackCandidate: each.target === 'production' && each.readySubstate === 'PROMOTED',
});

/** GET /v4/aliases/{idOrAlias}. */
export function alias(world: World, name: string): Reply {
  const deploymentId = world.aliases.get(name);
  if (deploymentId === undefined) return problem(404, 'not_found', `The alias "${name}" does not exist.`);
  return ok({ uid: `ali_${name}`, alias: name, deploymentId, projectId: world.projectId, created: '2026-01-01' });
}

/** GET /v9/projects/{id}/{rollback|promote}/aliases, as the CLI's `status` reads it. */
export function requestAliases(world: World, failedOnly: boolean): Reply {
  const all = [...world.aliases].map(([name, deploymentId]) => ({
    id: `ali_${name}`,
    alias: { alias: name, deploymentId },
    status: world.failing.has(name) ? 'failed' : 'completed',
  }));
  const aliases = all.filter(({ status }) => !failedOnly || status === 'failed');
  return ok({ aliases, pagination: { count: aliases.length, next: null, prev: null } });
}

const ok = (body: unknown): Reply => ({ status: 200, body });

/** https://vercel.com/docs/rest-api/errors */
export const problem = (status: number, code: string, message: string): Reply => ({
  status,
  body: { error: { code, message } },
});
