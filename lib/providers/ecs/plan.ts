import type { TaskDefinition } from '@aws-sdk/client-ecs';
import type { ProviderPlan } from '../contract';
import { ProviderError } from '../error';
import type { Ecs } from './client';
import { planCommands } from './commands';
import { isSameContent } from './copy';
import { diffOf } from './diff';
import { hostsIn, hostWords, readTarget, withUrlHost } from './host';
import { type InFlight, readInFlight } from './in-flight';
import { followUpsOf, lossesOf, warningsOf } from './notices';
import { planRestart, restartSince } from './restart';
import { referenceTo } from './revisions';
import { readScaling } from './scaling';
import { readService, type ServiceState } from './service';
import { describe, labelOf } from './task-definition';
import type { EcsWrite } from './write';

/**
 * Plans the way to a task definition, to one with another host in the database URL that stands in it (`host:<name>` for
 * the one that runs, `host:<name>@<ARN>`), or a restart of what runs (`restart:<time>`). Errors: `not_found` for an
 * unknown one, `conflict` when the service is there already, `invalid_target` when it is being deleted, when no URL
 * stands in it, or when another controller owns the service.
 */
export async function makePlan(ecs: Ecs, target: string, signal: AbortSignal): Promise<ProviderPlan> {
  const [state, scaling] = await Promise.all([readService(ecs, signal), readScaling(ecs, signal)]);
  const { primary } = state;
  const since = restartSince(target);
  if (since !== null) return planRestart(ecs, state, since, signal);
  const wanted = readTarget(target);
  const { taskDefinition: arn, host } = wanted;
  if (target === primary.taskDefinition) throw alreadyThere(ecs, labelOf(target));
  const from = await describe(ecs, primary.taskDefinition, signal);
  const original = arn === null ? from : await describe(ecs, arn, signal);
  if (original.status === 'DELETE_IN_PROGRESS')
    throw new ProviderError(
      'invalid_target',
      `${labelOf(original.taskDefinitionArn ?? '')} is being deleted: choose another revision.`,
    );
  const words = host === null ? plainWords(ecs, from, original) : hostWords(ecs, { ...wanted, host }, from, original);
  // Made now, so that a URL that cannot be changed is known before the start.
  const to = host === null ? original : withUrlHost(ecs, original, host);
  // Where something is registered first and it runs already, nothing is any nearer: an INACTIVE one cannot be.
  if ((host !== null || to.status === 'INACTIVE') && isSameContent(from, to)) throw alreadyThere(ecs, words.to.label);
  const write = writeOf(state, original, host, await readInFlight(ecs, state, signal));
  const change = { ...state, write, from, to, scaling };
  return {
    ...words,
    from: referenceTo(from, primary.taskDefinition),
    commands: planCommands(ecs.config, write, host === null ? [] : hostsIn(ecs, original)),
    warnings: warningsOf(change),
    losses: [...lossesOf(change), ...words.losses],
    followUps: followUpsOf(change),
    touchesData: false,
    write,
  };
}

function plainWords(ecs: Ecs, from: TaskDefinition, to: TaskDefinition): ReturnType<typeof hostWords> {
  const [before, target] = [from.taskDefinitionArn ?? '', to.taskDefinitionArn ?? ''];
  return {
    to: referenceTo(to, target),
    summary: {
      code: 'plan_back',
      params: { name: ecs.name, from: labelOf(before), to: labelOf(target) },
      text: `Puts ${ecs.name} back from ${labelOf(before)} to ${labelOf(target)}.`,
    },
    diff: diffOf(from, to),
    losses: [],
  };
}

/** Stopping the deployment in flight brings its whole service revision back, so it goes first where it leads there. */
function writeOf(
  { service, primary }: ServiceState,
  original: TaskDefinition,
  host: string | null,
  inFlight: InFlight | null,
): EcsWrite {
  const target = original.taskDefinitionArn ?? '';
  const { currentServiceDeployment: serviceDeployment } = service;
  const from = { taskDefinition: primary.taskDefinition, ...(serviceDeployment && { serviceDeployment }) };
  if (host !== null) return { mode: 'host', target, from, host };
  if (inFlight?.leadsTo === target) return { mode: 'stop', target, from, inFlight: inFlight.arn };
  return { mode: original.status === 'INACTIVE' ? 'copy' : 'update', target, from };
}

const alreadyThere = (ecs: Ecs, label: string) =>
  new ProviderError('conflict', `The ${ecs.name} is at ${label} already: verify it, or choose another target.`);
