import { z } from 'zod';
import type { Call, Emulator, Reply } from '../emulator/contract';
import { logRequest, requestLogs, requestLogsQuery } from './logs';
import * as reads from './reads';
import { addDeployment, createWorld, deploy, settle, type World, type WorldOptions } from './world';
import { assignAlias, requestAliases, updateProject } from './writes';

type Handler = (world: World, call: Call, args: string[]) => Reply;

const ROUTES: readonly [method: string, path: RegExp, query: z.ZodType, handler: Handler][] = [
  ['GET', /^\/v9\/projects\/([^/]+)$/, reads.QUERIES.plain, ofProject(reads.project)],
  [
    'PATCH',
    /^\/v9\/projects\/([^/]+)$/,
    reads.QUERIES.plain,
    ofProject((world, { body }) => updateProject(world, body)),
  ],
  ['GET', /^\/v9\/projects\/([^/]+)\/domains$/, reads.QUERIES.domains, ofProject(reads.domains)],
  [
    'GET',
    /^\/v9\/projects\/([^/]+)\/(?:rollback|promote)\/aliases$/,
    reads.QUERIES.requestAliases,
    ofProject((world, call) => reads.requestAliases(world, call.query.get('failedOnly') === 'true')),
  ],
  [
    'GET',
    /^\/v6\/deployments$/,
    reads.QUERIES.deployments,
    (world, call) => reads.deployments(world, reads.QUERIES.deployments.parse(Object.fromEntries(call.query))),
  ],
  ['GET', /^\/v13\/deployments\/([^/]+)$/, reads.QUERIES.plain, ofDeployment(0, reads.deployment)],
  [
    'GET',
    /^\/api\/logs\/request-logs$/,
    requestLogsQuery,
    (world, call) => requestLogs(world, requestLogsQuery.parse(Object.fromEntries(call.query))),
  ],
  ['GET', /^\/v4\/aliases\/([^/]+)$/, reads.QUERIES.plain, (world, _call, [name = '']) => reads.alias(world, name)],
  [
    'POST',
    /^\/v2\/deployments\/([^/]+)\/aliases$/,
    reads.QUERIES.plain,
    ofDeployment(0, (world, target, { body }) => assignAlias(world, target, body)),
  ],
  [
    'POST',
    /^\/v[19]\/projects\/([^/]+)\/rollback\/([^/]+)$/,
    reads.QUERIES.rollback,
    ofDeployment(1, (world, target) => requestAliases(world, 'rollback', target, Date.now())),
  ],
  [
    'POST',
    /^\/v10\/projects\/([^/]+)\/promote\/([^/]+)$/,
    reads.QUERIES.plain,
    ofDeployment(1, (world, target) => requestAliases(world, 'promote', target, Date.now())),
  ],
];

const optionsSchema = z.object({
  token: z.string(),
  team: z.string().optional(),
  plan: z.enum(['hobby', 'pro']).optional(),
  domains: z.array(z.string()).optional(),
  history: z.number().optional(),
  stepMs: z.number().optional(),
  logsPerPage: z.number().optional(),
});

/** Vercel's REST API for one project of one account, as far as a rollback needs it; anything else is refused. */
export function createVercel(input: Record<string, unknown>): Emulator {
  const { token, team, ...options } = optionsSchema.parse(input);
  const world = createWorld(options as WorldOptions);
  return {
    handle(call) {
      settle(world, Date.now());
      const scope = call.query.get('teamId') ?? call.query.get('slug') ?? undefined;
      if (call.headers.authorization !== `Bearer ${token}` || scope !== team)
        return reads.problem(403, 'forbidden', 'Not authorized');
      return route(world, call);
    },
    isWrite: ({ method }) => method !== 'GET',
    refusal: (fault) =>
      ({
        auth_refused: reads.problem(403, 'forbidden', 'Not authorized'),
        unavailable: reads.problem(503, 'internal_server_error', 'An unexpected internal error occurred'),
        rate_limited: reads.problem(429, 'rate_limited', 'The rate limit of 100 exceeded. Try again in 1 minute'),
      })[fault],
    actions: actionsOn(world),
    everything() {
      settle(world, Date.now());
      const { aliases, failing, forgotten, ...rest } = world;
      return { ...rest, aliases: [...aliases] };
    },
  };
}

function route(world: World, call: Call): Reply {
  for (const [method, path, query, handler] of ROUTES) {
    const match = path.exec(call.path);
    if (!match || method !== call.method) continue;
    const parsed = query.safeParse(Object.fromEntries(call.query));
    if (!parsed.success) return reads.problem(400, 'bad_request', z.prettifyError(parsed.error));
    return handler(world, call, match.slice(1).map(decodeURIComponent));
  }
  return reads.problem(404, 'not_found', `The emulator has no ${call.method} ${call.path}.`);
}

function ofProject(handler: (world: World, call: Call) => Reply): Handler {
  return (world, call, [name = '']) =>
    [world.projectId, world.name].includes(name)
      ? handler(world, call)
      : reads.problem(404, 'not_found', 'Project not found.');
}

function ofDeployment(
  place: number,
  handler: (world: World, target: World['deployments'][number], call: Call) => Reply,
): Handler {
  return (world, call, args) => {
    const found = world.deployments.find(({ uid, url }) => uid === args[place] || url === args[place]);
    return found ? handler(world, found, call) : reads.problem(404, 'not_found', 'The deployment was not found.');
  };
}

function actionsOn(world: World): Emulator['actions'] {
  const text = (value: unknown) => z.string().parse(value);
  return {
    deploy: ({ message }) => deploy(world, { message: text(message) }),
    build: ({ message }) => addDeployment(world, { message: text(message), state: 'BUILDING' }),
    /** The next request cannot move this domain, and says so. */
    failDomain: ({ domain }) => void world.failing.add(text(domain)),
    /** The next request does not move this domain and calls itself succeeded. */
    forgetDomain: ({ domain }) => void world.forgotten.add(text(domain)),
    heal: () => {
      world.failing.clear();
      world.forgotten.clear();
    },
    setAutoAssign: ({ on }) => {
      world.autoAssign = z.boolean().parse(on);
    },
    setRollingRelease: ({ on }) => {
      world.rollingRelease = on ? { target: 'production' } : null;
    },
    /** Somebody asked the deployed project for a page, and this is what its functions wrote. */
    request: (args) => logRequest(world, args),
    pointDomain: ({ domain, deployment }) => void world.aliases.set(text(domain), text(deployment)),
  };
}
