import type { Notice, ProviderPlan } from '../contract';
import { ProviderError } from '../error';
import type { Api } from './api';
import { suspendAssignment } from './assignment';
import { planCommands } from './commands';
import { listDeployments, readDeployment, refOf } from './deployments';
import { assignmentStays, followUpsOf, lossesOf, warningsOf } from './notices';
import { currentOf, notAt, type Production, readProduction } from './production';
import type { DeploymentReply } from './replies';
import type { Mode, VercelWrite } from './write';

/** The CLI gives an alias request three minutes; most end within seconds. */
const ESTIMATE_MS = 15_000;
const IN_FLIGHT = 'BUILDING,INITIALIZING,QUEUED';

/** What reaching a deployment changes, before it is put into words. */
export interface Change {
  production: Production;
  target: DeploymentReply;
  write: VercelWrite;
  /** Production deployments under way that may take the domains. */
  inFlight: number;
  /** Domains that do not lead where the main one leads. */
  astray: string[];
}

/** Reads only. Errors: ProviderError `conflict` when it is current already, `not_found`, `invalid_target`. */
export async function makePlan(api: Api, id: string, signal: AbortSignal): Promise<ProviderPlan> {
  const [production, target] = await Promise.all([readProduction(api, signal), readDeployment(api, id, signal)]);
  requireTarget(production, target);
  const currentId = currentOf(production);
  const [current, { deployments: inFlight }] = await Promise.all([
    readDeployment(api, currentId, signal),
    listDeployments(api, { limit: 10, state: IN_FLIGHT }, signal),
  ]);
  const { project, aliases } = production;
  const write: VercelWrite = {
    mode: await modeOf(api, current, target, signal),
    target: target.id,
    targetUrl: target.url ?? target.id,
    aliases,
    seenRequestAt: project.lastAliasRequest?.requestedAt ?? 0,
    autoAssign: project.autoAssignCustomDomains,
  };
  const change = { production, target, write, inFlight: inFlight.length, astray: notAt(aliases, currentId) };
  const from = refOf({ ...current, uid: current.id });
  const to = refOf({ ...target, uid: target.id });
  return {
    from,
    to,
    summary: summaryOf(change, `${to.label} (${to.summary})`),
    diff: diffOf(write, `${to.label} ${to.summary}`, { [currentId]: `${from.label} ${from.summary}` }),
    commands: planCommands(api.config, change),
    warnings: warningsOf(change),
    losses: lossesOf(),
    followUps: followUpsOf(change),
    touchesData: false,
    write: { ...write },
    estimateMs: ESTIMATE_MS,
    // An instant rollback switches it off by itself.
    suspensions:
      write.mode === 'alias' && write.autoAssign
        ? [suspendAssignment(api, project, assignmentStays(project.name))]
        : [],
  };
}

function requireTarget({ project, aliases }: Production, target: DeploymentReply): void {
  const owner = target.project?.id ?? target.projectId;
  if (owner !== undefined && owner !== project.id)
    throw new ProviderError(
      'not_found',
      `Deployment ${target.id} belongs to another project than ${project.name}: choose one from the list.`,
    );
  if (notAt(aliases, target.id).length === 0)
    throw new ProviderError('conflict', `${project.name} already serves ${target.id}: choose another deployment.`);
  if (target.readyState !== undefined && target.readyState !== 'READY')
    throw new ProviderError(
      'invalid_target',
      `Deployment ${target.id} is not ready (${target.readyState}): choose one that is.`,
    );
  if (target.target !== 'production')
    throw new ProviderError(
      'invalid_target',
      `Deployment ${target.id} was built for a preview, with other settings: choose a production deployment.`,
    );
}

/** Instant rollback goes back only, to what has served production, and on the hobby plan by one step only. */
async function modeOf(api: Api, current: DeploymentReply, target: DeploymentReply, signal: AbortSignal): Promise<Mode> {
  if (target.createdAt > current.createdAt) return 'promote';
  if (target.isRollbackCandidate === false) return 'alias';
  if (target.plan !== 'hobby') return 'rollback';
  const { deployments } = await listDeployments(api, { until: current.createdAt, limit: 20 }, signal);
  const previous = deployments.find((each) => each.uid !== current.id && each.readySubstate !== 'STAGED');
  return previous === undefined || previous.uid === target.id ? 'rollback' : 'alias';
}

const TEXT: Record<Mode, (project: string, domains: string, to: string) => string> = {
  promote: (project, domains, to) => `Promotes ${to} to production of ${project} (${domains}).`,
  alias: (project, domains, to) => `Points ${domains} of ${project} at ${to}, one by one.`,
  rollback: (project, domains, to) => `Rolls production of ${project} (${domains}) back to ${to}.`,
};

function summaryOf({ production: { project }, write }: Change, to: string): Notice {
  const domains = Object.keys(write.aliases).join(', ');
  return {
    code: `plan_${write.mode}`,
    params: { project: project.name, domains, to },
    text: TEXT[write.mode](project.name, domains, to),
  };
}

function diffOf(write: VercelWrite, to: string, names: Record<string, string>): string {
  const changed = Object.entries(write.aliases).filter(([, at]) => at !== write.target);
  const lines = changed.flatMap(([domain, at]) => [
    `-${domain} → ${at === null ? 'nothing' : `${at} ${names[at] ?? ''}`.trim()}`,
    `+${domain} → ${write.target} ${to}`,
  ]);
  return `--- production\n+++ production\n@@ -1,${changed.length} +1,${changed.length} @@\n${lines.join('\n')}\n`;
}
