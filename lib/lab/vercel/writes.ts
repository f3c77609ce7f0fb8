import { z } from 'zod';
import type { Reply } from '../emulator/contract';
import { problem, project } from './reads';
import { type AliasRequest, type Deployment, previousOf, type World } from './world';

/**
 * POST /v1/projects/{id}/rollback/{dpl} and /v10/projects/{id}/promote/{dpl}. A rollback turns the assignment of
 * domains off, a promotion turns it on (https://vercel.com/docs/instant-rollback, vercel/vercel#15095). The reference
 * lists 402, 409 and 422 without words: the hobby plan's limit is https://vercel.com/docs/cli/rollback.
 */
export function requestAliases(world: World, type: AliasRequest['type'], target: Deployment, now: number): Reply {
  if (world.request?.jobStatus === 'pending' || world.request?.jobStatus === 'in-progress')
    return problem(409, 'conflict', 'Another alias request is in progress.');
  if (world.production === target.uid) return problem(409, 'conflict', 'The deployment already serves production.');
  if (target.target !== 'production' || target.state !== 'READY')
    return problem(422, 'unprocessable_entity', 'The deployment is not eligible.');
  if (type === 'rollback' && target.readySubstate !== 'PROMOTED')
    return problem(422, 'unprocessable_entity', 'The deployment never served production.');
  if (type === 'rollback' && world.plan === 'hobby' && previousOf(world)?.uid !== target.uid)
    return problem(
      402,
      'unprocessable_entity',
      'To rollback further than the previous production deployment, upgrade to pro.',
    );
  const [fromDeploymentId = ''] = world.aliases.values();
  world.autoAssign = type === 'promote';
  world.request = { fromDeploymentId, toDeploymentId: target.uid, jobStatus: 'pending', requestedAt: now, type };
  return { status: 201, body: '', changed: `${type} ${target.uid}` };
}

const assignment = z.strictObject({ alias: z.string(), redirect: z.string().nullish() });

/** POST /v2/deployments/{id}/aliases: takes the alias from whatever held it; assignment of domains stays as it is. */
export function assignAlias(world: World, target: Deployment, body: string): Reply {
  const parsed = assignment.safeParse(JSON.parse(body));
  if (!parsed.success) return problem(400, 'bad_request', z.prettifyError(parsed.error));
  const { alias } = parsed.data;
  const before = world.aliases.get(alias);
  if (before === undefined) return problem(403, 'forbidden', `You do not have access to ${alias}.`);
  if (target.state !== 'READY') return problem(400, 'deployment_not_ready', 'The deployment is not ready.');
  world.aliases.set(alias, target.uid);
  target.readySubstate = 'PROMOTED';
  const reply = { uid: `ali_${alias}`, alias, created: '2026-01-01', oldDeploymentId: before };
  return { status: 200, body: reply, ...(before === target.uid ? {} : { changed: `${alias} → ${target.uid}` }) };
}

const settings = z.strictObject({ autoAssignCustomDomains: z.boolean() });

/** PATCH /v9/projects/{idOrName}, of whose settings the command line's `project update` sends this one among others. */
export function updateProject(world: World, body: string): Reply {
  const parsed = settings.safeParse(JSON.parse(body));
  if (!parsed.success) return problem(400, 'bad_request', z.prettifyError(parsed.error));
  const before = world.autoAssign;
  world.autoAssign = parsed.data.autoAssignCustomDomains;
  const changed = `assignment ${world.autoAssign ? 'on' : 'off'}`;
  return { ...project(world), ...(before === world.autoAssign ? {} : { changed }) };
}
