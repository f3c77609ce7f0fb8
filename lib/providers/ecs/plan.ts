import type { TaskDefinition } from '@aws-sdk/client-ecs';
import type { ProviderPlan } from '../contract';
import { hostOf } from '../database-url';
import { ProviderError } from '../error';
import type { Ecs } from './client';
import { planCommands } from './commands';
import { isSameContent } from './copy';
import { diffOf } from './diff';
import { planHost } from './host';
import { type InFlight, readInFlight } from './in-flight';
import { followUpsOf, lossesOf, warningsOf } from './notices';
import { planRestart, restartSince } from './restart';
import { referenceTo } from './revisions';
import { readScaling } from './scaling';
import { readService, type ServiceState } from './service';
import { describe, labelOf } from './task-definition';
import type { EcsWrite } from './write';

/**
 * Plans the way to a task definition, a restart of what runs (`restart:<time>`), or what runs with another database
 * (`host:<name>`). Errors: `not_found` for an unknown one, `conflict` when the service is there already,
 * `invalid_target` when it is being deleted or another controller owns the service.
 */
export async function makePlan(ecs: Ecs, target: string, signal: AbortSignal): Promise<ProviderPlan> {
  const [state, scaling] = await Promise.all([readService(ecs, signal), readScaling(ecs, signal)]);
  const { primary } = state;
  const since = restartSince(target);
  if (since !== null) return planRestart(ecs, state, since, signal);
  const host = hostOf(target);
  if (host !== null) return planHost(ecs, { ...state, scaling }, host, signal);
  if (primary.taskDefinition === target) throw alreadyThere(ecs, target);
  const to = await describe(ecs, target, signal);
  const from = await describe(ecs, primary.taskDefinition, signal);
  if (to.status === 'DELETE_IN_PROGRESS')
    throw new ProviderError('invalid_target', `${labelOf(target)} is being deleted: choose another revision.`);
  // Its copy runs: an INACTIVE one cannot be any nearer.
  if (to.status === 'INACTIVE' && isSameContent(from, to)) throw alreadyThere(ecs, target);
  const write = writeOf(state, to, await readInFlight(ecs, state, signal));
  const change = { ...state, write, from, to, scaling };
  return {
    from: referenceTo(from, primary.taskDefinition),
    to: referenceTo(to, target),
    summary: `Put ${ecs.name} back from ${labelOf(primary.taskDefinition)} to ${labelOf(target)}.`,
    diff: diffOf(from, to),
    commands: planCommands(ecs.config, write),
    warnings: warningsOf(change),
    losses: lossesOf(change),
    followUps: followUpsOf(change),
    touchesData: false,
    write,
  };
}

/** Stopping the deployment in flight brings its whole service revision back, so it goes first where it leads there. */
function writeOf({ service, primary }: ServiceState, to: TaskDefinition, inFlight: InFlight | null): EcsWrite {
  const target = to.taskDefinitionArn ?? '';
  const { currentServiceDeployment: serviceDeployment } = service;
  const from = { taskDefinition: primary.taskDefinition, ...(serviceDeployment && { serviceDeployment }) };
  if (inFlight?.leadsTo === target) return { mode: 'stop', target, from, inFlight: inFlight.arn };
  return { mode: to.status === 'INACTIVE' ? 'copy' : 'update', target, from };
}

const alreadyThere = (ecs: Ecs, target: string) =>
  new ProviderError('conflict', `The ${ecs.name} is at ${labelOf(target)} already: verify it, or choose another.`);
