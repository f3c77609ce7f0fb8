import type { ServiceDeployment } from '@aws-sdk/client-ecs';
import { ProviderError } from '../error';
import type { Ecs } from './client';
import type { ServiceState } from './service';

/** A deployment that has not ended, and where stopping it would lead. */
export interface InFlight {
  arn: string;
  /** The task definition that ROLLBACK returns to; null when it cannot be told. */
  leadsTo: string | null;
}

/** States in which StopServiceDeployment starts a rollback (developer guide, "Stopping service deployments"). */
const STOPPABLE = new Set(['PENDING', 'IN_PROGRESS']);
/** States of a rollback that was asked for or has come to its end. */
const ROLLING_BACK = new Set(['ROLLBACK_REQUESTED', 'ROLLBACK_IN_PROGRESS', 'ROLLBACK_SUCCESSFUL']);

export const isStoppable = (deployment: ServiceDeployment): boolean => STOPPABLE.has(deployment.status ?? '');
export const isRollingBack = (deployment: ServiceDeployment): boolean => ROLLING_BACK.has(deployment.status ?? '');

export async function describeDeployment(ecs: Ecs, arn: string, signal: AbortSignal): Promise<ServiceDeployment> {
  const reply = await ecs.call(signal, (client, { DescribeServiceDeploymentsCommand }, options) =>
    client.send(new DescribeServiceDeploymentsCommand({ serviceDeploymentArns: [arn] }), options),
  );
  const deployment = reply.serviceDeployments?.[0];
  if (!deployment)
    throw new ProviderError('not_found', `Amazon no longer knows a deployment of ${ecs.name}: plan again.`);
  return deployment;
}

/** Null where the credentials may not read service deployments: what they tell is a refinement, never a condition. */
export async function unlessRefused<T>(look: Promise<T>): Promise<T | null> {
  try {
    return await look;
  } catch (error) {
    if (error instanceof ProviderError && !error.retryable) return null;
    throw error;
  }
}

/** The deployment in flight, if there is one that can be stopped. */
export async function readInFlight(ecs: Ecs, state: ServiceState, signal: AbortSignal): Promise<InFlight | null> {
  const arn = state.service.currentServiceDeployment;
  if (state.primary.rolloutState !== 'IN_PROGRESS' || arn === undefined) return null;
  const deployment = await unlessRefused(describeDeployment(ecs, arn, signal));
  if (!deployment || !isStoppable(deployment)) return null;
  return { arn, leadsTo: await unlessRefused(sourceOf(ecs, deployment, signal)) };
}

/** Several sources mean that it started while another was under way: which one comes back is not said. */
async function sourceOf(ecs: Ecs, deployment: ServiceDeployment, signal: AbortSignal): Promise<string | null> {
  const [source, ...others] = deployment.sourceServiceRevisions ?? [];
  const arn = source?.arn;
  if (arn === undefined || others.length > 0) return null;
  const reply = await ecs.call(signal, (client, { DescribeServiceRevisionsCommand }, options) =>
    client.send(new DescribeServiceRevisionsCommand({ serviceRevisionArns: [arn] }), options),
  );
  return reply.serviceRevisions?.[0]?.taskDefinition ?? null;
}
