import type { Definition, Deployment, Service, ServiceDeployment, Task, World } from './world';
import { ACCOUNT, arnOf } from './world';

/** AWS JSON writes times as seconds since 1970 (smithy.io, `timestampFormat` epoch-seconds). */
const seconds = (ms: number | undefined) => (ms === undefined ? undefined : ms / 1_000);

export function definitionView({ input, ...definition }: Definition) {
  const { tags: _tags, ...registered } = input;
  return {
    ...registered,
    taskDefinitionArn: definition.arn,
    revision: definition.revision,
    status: definition.status,
    volumes: registered.volumes ?? [],
    placementConstraints: registered.placementConstraints ?? [],
    compatibilities: ['EC2', 'FARGATE'],
    registeredAt: seconds(definition.registeredAtMs),
    deregisteredAt: seconds(definition.deregisteredAtMs),
    registeredBy: `arn:aws:sts::${ACCOUNT}:assumed-role/deploy/ada`,
  };
}

export function serviceView(world: World, service: Service, withTags: boolean) {
  const count = (status: Task['status']) => service.tasks.filter((task) => task.status === status).length;
  return {
    serviceArn: service.arn,
    serviceName: service.name,
    clusterArn: arnOf(world, `cluster/${service.cluster}`),
    status: 'ACTIVE',
    desiredCount: service.desiredCount,
    runningCount: count('RUNNING'),
    pendingCount: count('PENDING'),
    launchType: 'FARGATE',
    taskDefinition: service.deployments[0]?.definition,
    deploymentController: { type: service.controller },
    deploymentConfiguration: {
      deploymentCircuitBreaker: service.breaker,
      maximumPercent: 200,
      minimumHealthyPercent: 100,
      strategy: 'ROLLING',
    },
    deployments: service.deployments.map((deployment, index) => deploymentView(service, deployment, index)),
    currentServiceDeployment: service.serviceDeployments[0]?.arn,
    events: service.events.map(({ id, atMs, message }) => ({ id, createdAt: seconds(atMs), message })),
    ...(withTags ? { tags: service.tags } : {}),
  };
}

function deploymentView(service: Service, deployment: Deployment, index: number) {
  const count = (status: Task['status']) =>
    service.tasks.filter((task) => task.deploymentId === deployment.id && task.status === status).length;
  return {
    id: deployment.id,
    status: index === 0 ? 'PRIMARY' : 'ACTIVE',
    taskDefinition: deployment.definition,
    desiredCount: index === 0 ? service.desiredCount : 0,
    pendingCount: count('PENDING'),
    runningCount: count('RUNNING'),
    failedTasks: deployment.failedTasks,
    createdAt: seconds(deployment.createdAtMs),
    updatedAt: seconds(deployment.updatedAtMs),
    rolloutState: deployment.rolloutState,
    rolloutStateReason: deployment.reason,
  };
}

export function taskView(world: World, service: Service, task: Task, image: string) {
  return {
    taskArn: task.arn,
    clusterArn: arnOf(world, `cluster/${service.cluster}`),
    taskDefinitionArn: task.definition,
    group: `service:${service.name}`,
    startedBy: task.deploymentId,
    desiredStatus: task.status === 'STOPPED' ? 'STOPPED' : 'RUNNING',
    lastStatus: task.status,
    createdAt: seconds(task.createdAtMs),
    stoppedAt: seconds(task.stoppedAtMs),
    stoppedReason: task.stoppedReason,
    containers: [
      {
        name: 'api',
        image,
        lastStatus: task.status,
        exitCode: task.exitCode,
        reason: task.containerReason,
      },
    ],
  };
}

export function serviceDeploymentView(world: World, service: Service, deployment: ServiceDeployment) {
  const { rollback } = deployment;
  return {
    serviceDeploymentArn: deployment.arn,
    serviceArn: service.arn,
    clusterArn: arnOf(world, `cluster/${service.cluster}`),
    status: deployment.status,
    statusReason: deployment.statusReason,
    sourceServiceRevisions: deployment.sources.map((arn) => ({ arn })),
    targetServiceRevision: { arn: deployment.target },
    createdAt: seconds(deployment.createdAtMs),
    startedAt: seconds(deployment.createdAtMs),
    finishedAt: seconds(deployment.finishedAtMs),
    ...(rollback && {
      rollback: {
        reason: rollback.reason,
        serviceRevisionArn: rollback.revisionArn,
        startedAt: seconds(rollback.startedAtMs),
      },
    }),
  };
}
