import type * as Ecs from '@aws-sdk/client-ecs';
import { AwsFault } from '../fault';
import type { Answer } from '../operation';
import { definitionNamed, deregister, listDefinitions, register } from './definitions';
import { page } from './page';
import { definitionOf, deploy, scale } from './rollout';
import { definitionView, serviceDeploymentView, serviceView, taskView } from './views';
import { arnOf, type Service, type World } from './world';

export const WRITES = new Set([
  'UpdateService',
  'StopServiceDeployment',
  'RegisterTaskDefinition',
  'DeregisterTaskDefinition',
]);

/** Answers and errors as the API reference has them; words of errors as people report them. */
export function operations(world: World): Record<string, (input: never) => Answer> {
  return {
    DescribeServices: (input: Ecs.DescribeServicesRequest) => describeServices(world, input),
    ListTaskDefinitions: (input: Ecs.ListTaskDefinitionsRequest) => listDefinitions(world, input),
    DescribeTaskDefinition: ({ taskDefinition }: Ecs.DescribeTaskDefinitionRequest) => ({
      body: { taskDefinition: definitionView(definitionNamed(world, taskDefinition)), tags: [] },
    }),
    RegisterTaskDefinition: (input: Ecs.RegisterTaskDefinitionRequest) => ({
      body: { taskDefinition: definitionView(register(world, input)) },
      changed: 'task definition',
    }),
    DeregisterTaskDefinition: ({ taskDefinition }: Ecs.DeregisterTaskDefinitionRequest) => {
      const definition = definitionNamed(world, taskDefinition);
      deregister(definition);
      return { body: { taskDefinition: definitionView(definition) }, changed: 'task definition' };
    },
    UpdateService: (input: Ecs.UpdateServiceRequest) => updateService(world, input),
    ListTasks: (input: Ecs.ListTasksRequest) => listTasks(world, input),
    DescribeTasks: (input: Ecs.DescribeTasksRequest) => describeTasks(world, input),
    DescribeServiceDeployments: (input: Ecs.DescribeServiceDeploymentsRequest) => describeDeployments(world, input),
    DescribeServiceRevisions: (input: Ecs.DescribeServiceRevisionsRequest) => describeRevisions(world, input),
    StopServiceDeployment: (input: Ecs.StopServiceDeploymentRequest) => stopDeployment(world, input),
  };
}

export function serviceNamed(world: World, cluster: string | undefined, name: string | undefined): Service {
  inCluster(world, cluster);
  const service = world.services.find((each) => each.name === name || each.arn === name);
  if (!service) throw new AwsFault('ServiceNotFoundException', 'Service not found.');
  return service;
}

function inCluster(world: World, cluster = 'default'): Service[] {
  const found = world.services.filter((each) =>
    [each.cluster, arnOf(world, `cluster/${each.cluster}`)].includes(cluster),
  );
  if (found.length === 0) throw new AwsFault('ClusterNotFoundException', 'Cluster not found.');
  return found;
}

function describeServices(world: World, { cluster, services = [], include }: Ecs.DescribeServicesRequest): Answer {
  const known = inCluster(world, cluster);
  const found = services.map((name) => [name, known.find((each) => each.name === name || each.arn === name)] as const);
  const withTags = include?.includes('TAGS') ?? false;
  return {
    body: {
      services: found.flatMap(([, service]) => (service ? [serviceView(world, service, withTags)] : [])),
      failures: found.flatMap(([name, service]) =>
        service ? [] : [{ arn: arnOf(world, `service/${cluster}/${name}`), reason: 'MISSING' }],
      ),
    },
  };
}

function updateService(world: World, input: Ecs.UpdateServiceRequest): Answer {
  const service = serviceNamed(world, input.cluster, input.service);
  const definition = input.taskDefinition === undefined ? undefined : definitionNamed(world, input.taskDefinition);
  if (definition && service.controller !== 'ECS')
    throw new AwsFault(
      'InvalidParameterException',
      `Unable to update task definition on services with a ${service.controller} deployment controller.`,
    );
  if (definition?.status === 'INACTIVE') throw new AwsFault('ClientException', 'TaskDefinition is inactive');
  const current = service.deployments[0]?.definition ?? '';
  // "By default, deployments aren't forced": the task definition that is there already starts none.
  const isNew = (definition && definition.arn !== current) || input.forceNewDeployment === true;
  if (isNew) deploy(world, service, definition?.arn ?? current);
  const isScaled = input.desiredCount !== undefined && input.desiredCount !== service.desiredCount;
  if (isScaled) scale(service, input.desiredCount ?? 0);
  const changed = isNew ? 'deployment' : 'tasks';
  return { body: { service: serviceView(world, service, false) }, ...(isNew || isScaled ? { changed } : {}) };
}

function listTasks(world: World, input: Ecs.ListTasksRequest): Answer {
  const services =
    input.serviceName === undefined
      ? inCluster(world, input.cluster)
      : [serviceNamed(world, input.cluster, input.serviceName)];
  const stopped = input.desiredStatus === 'STOPPED';
  const tasks = services.flatMap((service) => service.tasks.filter((task) => (task.status === 'STOPPED') === stopped));
  return page(
    'taskArns',
    tasks.map((task) => task.arn),
    input,
  );
}

function describeTasks(world: World, { cluster, tasks: arns = [] }: Ecs.DescribeTasksRequest): Answer {
  if (arns.length > 100) throw new AwsFault('InvalidParameterException', 'You can describe up to 100 tasks.');
  const tasks = inCluster(world, cluster).flatMap((service) =>
    service.tasks
      .filter((task) => arns.includes(task.arn))
      .map((task) => {
        const image = definitionOf(world, task.definition)?.input.containerDefinitions?.[0]?.image ?? '';
        return taskView(world, service, task, image);
      }),
  );
  return { body: { tasks, failures: [] } };
}

function describeDeployments(
  world: World,
  { serviceDeploymentArns = [] }: Ecs.DescribeServiceDeploymentsRequest,
): Answer {
  const serviceDeployments = world.services.flatMap((service) =>
    service.serviceDeployments
      .filter((deployment) => serviceDeploymentArns.includes(deployment.arn))
      .map((deployment) => serviceDeploymentView(world, service, deployment)),
  );
  return { body: { serviceDeployments, failures: [] } };
}

function describeRevisions(world: World, { serviceRevisionArns = [] }: Ecs.DescribeServiceRevisionsRequest): Answer {
  const serviceRevisions = world.services.flatMap((service) =>
    service.revisions
      .filter((revision) => serviceRevisionArns.includes(revision.arn))
      .map((revision) => ({
        serviceRevisionArn: revision.arn,
        serviceArn: service.arn,
        taskDefinition: revision.definition,
        createdAt: revision.createdAtMs / 1_000,
      })),
  );
  return { body: { serviceRevisions, failures: [] } };
}

/** A rollback that was asked for already goes on (developer guide, "Stopping Amazon ECS service deployments"). */
function stopDeployment(
  world: World,
  { serviceDeploymentArn: arn, stopType }: Ecs.StopServiceDeploymentRequest,
): Answer {
  const deployment = world.services.flatMap((service) => service.serviceDeployments).find((each) => each.arn === arn);
  if (!deployment) throw new AwsFault('ServiceDeploymentNotFoundException', 'The service deployment was not found.');
  if (stopType !== undefined && stopType !== 'ROLLBACK')
    throw new AwsFault('InvalidParameterException', `Stop type ${stopType} is not supported.`);
  if (deployment.status === 'ROLLBACK_REQUESTED' || deployment.status === 'ROLLBACK_IN_PROGRESS')
    return { body: { serviceDeploymentArn: arn } };
  if (deployment.status !== 'IN_PROGRESS')
    throw new AwsFault('ConflictException', `The service deployment is ${deployment.status} and cannot be stopped.`);
  deployment.status = 'ROLLBACK_REQUESTED';
  return { body: { serviceDeploymentArn: arn }, changed: 'deployment' };
}
