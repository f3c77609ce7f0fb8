import type { TaskDefinition } from '@aws-sdk/client-ecs';
import type { Operation, ProviderPlan, StartOptions } from '../contract';
import { ProviderError } from '../error';
import type { Ecs } from './client';
import { findCopy, registerCopy } from './copy';
import { definitionWithHost } from './host';
import { describeDeployment, isRollingBack, isStoppable, unlessRefused } from './in-flight';
import { requireSince } from './restart';
import { type Primary, readService, type ServiceState, stateOf } from './service';
import { describe, labelOf } from './task-definition';
import { type EcsWrite, readWrite } from './write';

/**
 * Brings the service to the target, once. ECS has no token and no precondition: what makes a repetition harmless is
 * that a service whose PRIMARY deployment is at the target is only read, and that UpdateService with the task
 * definition that is there already starts no deployment (a new one with the same needs forceNewDeployment, UpdateService
 * of the API reference). Errors: `conflict` when another deployment came since the plan, those of the calls.
 */
export async function start(ecs: Ecs, plan: ProviderPlan, options: StartOptions): Promise<Operation> {
  const { signal } = options;
  const write = readWrite(plan);
  const state = await readService(ecs, signal);
  const stopped = write.mode === 'stop' ? await stopInFlight(ecs, write, state.primary, signal) : null;
  if (stopped) return stopped;
  if (write.mode === 'restart') return restart(ecs, write, state, signal);
  if (write.mode === 'copy') return startCopy(ecs, await describe(ecs, write.target, signal), write, state, options);
  if (write.mode === 'host') return startCopy(ecs, await definitionWithHost(ecs, write, signal), write, state, options);
  const found = await adoptOrRefuse(ecs, write.target, write, state, options);
  return found ?? update(ecs, write.target, signal);
}

/** A deployment of what runs. A second one would only do the same again. */
async function restart(ecs: Ecs, write: EcsWrite, { primary }: ServiceState, signal: AbortSignal): Promise<Operation> {
  const since = requireSince(ecs, write);
  if (primary.taskDefinition !== write.target) throw movedOn(ecs, write.target, primary.taskDefinition);
  // One of the same millisecond may have read what was current before: better once too often.
  const isSince = (primary.createdAt?.getTime() ?? 0) > since.getTime();
  const operation = isSince
    ? deploymentOperation(ecs, write.target, primary)
    : await update(ecs, write.target, signal, { forceNewDeployment: true });
  return { ...operation, data: { ...operation.data, restart: true } };
}

async function update(
  ecs: Ecs,
  arn: string,
  signal: AbortSignal,
  more: { forceNewDeployment?: boolean } = {},
): Promise<Operation> {
  const { cluster, service } = ecs.config;
  const reply = await ecs.call(signal, (client, { UpdateServiceCommand }, options) =>
    client.send(new UpdateServiceCommand({ cluster, service, taskDefinition: arn, ...more }), options),
  );
  if (!reply.service)
    throw new ProviderError('failed', `Amazon answered without the service after updating ${ecs.name}: try again.`);
  return deploymentOperation(ecs, arn, stateOf(ecs, reply.service).primary);
}

/** An equal copy that is there already is used, whoever registered it. */
async function startCopy(
  ecs: Ecs,
  original: TaskDefinition,
  write: EcsWrite,
  state: ServiceState,
  options: StartOptions,
): Promise<Operation> {
  const { signal } = options;
  const existing = await findCopy(ecs, original, signal);
  const found = await adoptOrRefuse(ecs, existing ?? '', write, state, options);
  return found ?? update(ecs, existing ?? (await registerCopy(ecs, original, signal)), signal);
}

/** The operation when the service is at the target already; null when it is where the plan found it. */
async function adoptOrRefuse(
  ecs: Ecs,
  arn: string,
  write: EcsWrite,
  { service, primary }: ServiceState,
  { signal, retriedAt }: StartOptions,
): Promise<Operation | null> {
  if (primary.taskDefinition === arn) return deploymentOperation(ecs, arn, primary);
  if (primary.taskDefinition !== write.from.taskDefinition)
    throw movedOn(ecs, write.from.taskDefinition, primary.taskDefinition);
  const latest = service.currentServiceDeployment;
  if (latest === undefined || latest === write.from.serviceDeployment) return null;
  const deployment = await unlessRefused(describeDeployment(ecs, latest, signal));
  // Deployed again as it was, by somebody: the plan still holds.
  if (!deployment?.rollback) return null;
  // Whoever tries again has seen that one fail.
  const takenBackAt = deployment.rollback.startedAt;
  if (retriedAt && takenBackAt && takenBackAt < new Date(retriedAt)) return null;
  throw new ProviderError(
    'failed',
    `A deployment of ${ecs.name} since this plan was taken back (${deployment.rollback.reason ?? 'no reason given'}): look at its stopped tasks before you plan again.`,
  );
}

/** Null when there is nothing left to stop: the deployment ended in the meantime, and the target is deployed instead. */
async function stopInFlight(
  ecs: Ecs,
  write: EcsWrite,
  primary: Primary,
  signal: AbortSignal,
): Promise<Operation | null> {
  const arn = write.inFlight ?? '';
  const deployment = await describeDeployment(ecs, arn, signal);
  if (isRollingBack(deployment)) return stopOperation(ecs, write, arn);
  if (primary.taskDefinition !== write.from.taskDefinition || !isStoppable(deployment)) return null;
  try {
    await ecs.call(signal, (client, { StopServiceDeploymentCommand }, options) =>
      client.send(new StopServiceDeploymentCommand({ serviceDeploymentArn: arn, stopType: 'ROLLBACK' }), options),
    );
  } catch (error) {
    // Another worker with this key may have been faster, to the very end of the rollback.
    const isConflict = error instanceof ProviderError && error.code === 'conflict';
    if (!isConflict || !isRollingBack(await describeDeployment(ecs, arn, signal))) throw error;
  }
  return stopOperation(ecs, write, arn);
}

function stopOperation(ecs: Ecs, write: EcsWrite, arn: string): Operation {
  return {
    id: arn,
    evidence: `Amazon rolls the deployment under way on ${ecs.name} back to ${labelOf(write.target)}.`,
    data: { target: write.target, startedAt: ecs.clock().toISOString(), stopped: arn },
  };
}

function deploymentOperation(ecs: Ecs, target: string, primary: Primary): Operation {
  return {
    id: primary.id,
    evidence: `Deployment ${primary.id} brings ${ecs.name} to ${labelOf(target)}.`,
    data: {
      target,
      revision: target,
      startedAt: ecs.clock().toISOString(),
      deploymentId: primary.id,
      deployedAt: primary.createdAt?.toISOString() ?? ecs.clock().toISOString(),
    },
  };
}

export function movedOn(ecs: Ecs, planned: string, found: string): ProviderError {
  return new ProviderError(
    'conflict',
    `Somebody deployed ${labelOf(found)} to ${ecs.name} after this plan was made from ${labelOf(planned)}: look at it, then make a new plan.`,
  );
}
