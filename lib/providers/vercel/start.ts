import { setTimeout as sleep } from 'node:timers/promises';
import type { Operation, ProviderPlan } from '../contract';
import type { Api } from './api';
import { VercelRefusal } from './failure';
import { notAt, readAliases, readProject } from './production';
import { type Mode, ownRequest, readWrite, requireUnmoved, type VercelWrite } from './write';

/**
 * Refusals that leave the way by hand: the account's limit, and states that forbid it, such as domains that were pointed
 * by hand before, of which Vercel knows nothing.
 */
const REFUSED = new Set([402, 409, 422]);
const SETTLE_MS = 250;

/**
 * Looks where production stands before it writes: at the target, or asked to go there since the plan, is done already.
 * Errors: ProviderError `conflict` when production moved (nothing is written), those of `Api`.
 */
export async function start(api: Api, plan: ProviderPlan, key: string, signal: AbortSignal): Promise<Operation> {
  const write = readWrite(plan);
  const done = await findOwn(api, write, signal);
  if (done) return done;
  if (write.mode === 'alias') return pointByHand(api, write, '', signal);
  try {
    await request(api, write, key, signal);
  } catch (error) {
    if (!(error instanceof VercelRefusal) || !REFUSED.has(error.status)) throw error;
    // The same key may have been quicker in another process.
    await sleep(SETTLE_MS, undefined, { signal }).catch(() => undefined);
    const found = await findOwn(api, write, signal);
    if (found) return found;
    return pointByHand(api, write, ` Vercel refused the ${write.mode} (HTTP ${error.status}).`, signal);
  }
  const verb = write.mode === 'rollback' ? 'a rollback' : 'a promotion';
  return operationOf(write, write.mode, `Vercel accepted ${verb} of ${plan.from.label} to ${plan.to.label}.`);
}

async function findOwn(api: Api, write: VercelWrite, signal: AbortSignal): Promise<Operation | null> {
  const [project, aliases] = await Promise.all([
    readProject(api, signal),
    readAliases(api, Object.keys(write.aliases), signal),
  ]);
  const own = ownRequest(project, write);
  if (own && own.jobStatus !== 'failed' && own.jobStatus !== 'skipped')
    return operationOf(write, own.type, `Vercel has this ${own.type} to ${write.target} (${own.jobStatus}).`);
  if (notAt(aliases, write.target).length === 0)
    return operationOf(write, 'alias', `All production domains lead to ${write.target} already.`);
  requireUnmoved({ project, aliases }, write);
  return null;
}

function request(api: Api, { mode, target }: VercelWrite, key: string, signal: AbortSignal): Promise<void> {
  const { versions, project } = api.config;
  const isRollback = mode === 'rollback';
  return api.post({
    what: isRollback ? `roll ${project} back to ${target}` : `promote ${target} of ${project}`,
    path: `/v${isRollback ? versions.rollback : versions.promote}/projects/${encodeURIComponent(project)}/${mode}/${target}`,
    query: isRollback ? { description: `Repli ${key}` } : {},
    body: {},
    signal,
  });
}

/** Domains that lead there already are left alone, so that a repeated call goes on where the first one ended. */
async function pointByHand(api: Api, write: VercelWrite, why: string, signal: AbortSignal): Promise<Operation> {
  const moved = notAt(await readAliases(api, Object.keys(write.aliases), signal), write.target);
  for (const alias of moved)
    await api.post({
      what: `point ${alias} at ${write.target}`,
      path: `/v${api.config.versions.assignAlias}/deployments/${write.target}/aliases`,
      body: { alias },
      signal,
    });
  const stays = write.autoAssign ? ' New deployments go on taking them.' : '';
  return operationOf(write, 'alias', `Pointed ${moved.join(', ')} at ${write.target} by hand.${why}${stays}`);
}

function operationOf(write: VercelWrite, mode: Mode, evidence: string): Operation {
  const auto = `Automatic assignment of domains was ${write.autoAssign ? 'on' : 'off'} before.`;
  return { id: write.target, evidence: `${evidence} ${auto}`, data: { mode, autoAssignBefore: write.autoAssign } };
}
