import type { Deployment, Service } from '@aws-sdk/client-ecs';
import { ProviderError } from '../error';
import type { Ecs } from './client';

/** What DescribeServices says, with the deployment that counts. */
export interface ServiceState {
  service: Service;
  primary: Primary;
}

/** The deployment that the service is going to, or is at: the one with status PRIMARY. */
export type Primary = Deployment & { id: string; taskDefinition: string };

/**
 * Reads the service. Errors: `not_found` when the cluster has no such service or it was deleted, `invalid_target` when
 * another deployment controller owns it, those of the call.
 */
export async function readService(ecs: Ecs, signal: AbortSignal): Promise<ServiceState> {
  const { cluster, service: name } = ecs.config;
  const reply = await ecs.call(signal, (client, { DescribeServicesCommand }, options) =>
    client.send(new DescribeServicesCommand({ cluster, services: [name], include: ['TAGS'] }), options),
  );
  const service = reply.services?.[0];
  // A deleted service stays visible as INACTIVE for a while (DescribeServices, `status`).
  if (!service || service.status === 'INACTIVE')
    throw new ProviderError('not_found', `Amazon has no active ${ecs.name}: correct the component in the catalogue.`);
  refuseForeignController(ecs, service);
  return stateOf(ecs, service);
}

export function stateOf(ecs: Ecs, service: Service): ServiceState {
  const primary = service.deployments?.find((deployment) => deployment.status === 'PRIMARY');
  if (primary?.id === undefined || primary.taskDefinition === undefined)
    throw new ProviderError('failed', `The ${ecs.name} has no primary deployment: look at it in Amazon's console.`);
  return { service, primary: { ...primary, id: primary.id, taskDefinition: primary.taskDefinition } };
}

/** UpdateService cannot change the task definition of these (UpdateService of the API reference). */
function refuseForeignController(ecs: Ecs, service: Service): void {
  const controller = service.deploymentController?.type ?? 'ECS';
  if (controller === 'ECS') return;
  const way =
    controller === 'CODE_DEPLOY'
      ? 'roll back with AWS CodeDeploy: stop its running deployment with automatic rollback, or deploy the earlier AppSpec again'
      : 'roll back with the tool that owns its task sets';
  throw new ProviderError(
    'invalid_target',
    `The ${ecs.name} has the deployment controller ${controller}, which Repli cannot drive: ${way}, and add that as a manual step.`,
  );
}
