import {
  arnOf,
  type Definition,
  type Deployment,
  type Fate,
  nextHex,
  nextNumber,
  type Service,
  type ServiceDeployment,
  say,
  type Task,
  type World,
} from './world';

/**
 * Starts a deployment: a new service revision, service deployment and PRIMARY deployment. One that is under way is
 * superseded (developer guide, "View service history using Amazon ECS service deployments").
 */
export function deploy(world: World, service: Service, definition: string): void {
  const nowMs = Date.now();
  const revisionArn = arnOf(world, `service-revision/${service.cluster}/${service.name}/${nextNumber(world)}`);
  service.revisions.unshift({ arn: revisionArn, definition, createdAtMs: nowMs });
  const [running] = service.serviceDeployments;
  if (running && isOpen(running)) finish(running, 'STOPPED', 'Superseded by a newer deployment.');
  const live = new Set(alive(service).map((task) => task.deploymentId));
  const id = `ecs-svc/${nextNumber(world)}`;
  service.serviceDeployments.unshift({
    arn: arnOf(world, `service-deployment/${service.cluster}/${service.name}/${nextHex(world)}`),
    deploymentId: id,
    status: 'IN_PROGRESS',
    sources: service.deployments.filter((deployment) => live.has(deployment.id)).map((each) => each.revisionArn),
    target: revisionArn,
    createdAtMs: nowMs,
  });
  service.deployments.unshift({
    id,
    definition,
    revisionArn,
    rolloutState: 'IN_PROGRESS',
    reason: `ECS deployment ${id} in progress.`,
    failedTasks: 0,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  });
  service.steppedAtMs = nowMs;
}

/** Another number of tasks of the same deployment: no new one begins (API reference, UpdateService, `desiredCount`). */
export function scale(service: Service, desiredCount: number): void {
  service.desiredCount = desiredCount;
  service.scaling = true;
  service.steppedAtMs = Date.now();
}

/** Goes back to the last completed deployment, as the breaker and StopServiceDeployment do. */
export function rollBack(world: World, service: Service, by: string): void {
  const [current] = service.serviceDeployments;
  const [failed] = service.deployments;
  const good = service.deployments.find((deployment) => deployment.rolloutState === 'COMPLETED');
  if (!current || !failed) return;
  // "When the circuit breaker does not find a deployment that is in a COMPLETED state, … the deployment is stalled."
  if (!good) {
    finish(current, 'ROLLBACK_FAILED', 'No deployment to roll back to.');
    return;
  }
  current.status = 'ROLLBACK_IN_PROGRESS';
  current.rollback = { revisionArn: good.revisionArn, reason: by, startedAtMs: Date.now() };
  // "Deployment 1 transitions to the IN_PROGRESS state": it keeps its id (developer guide, "Deployment circuit breaker").
  good.rolloutState = 'IN_PROGRESS';
  good.reason = `${by}: rolling back to deploymentId ${good.id}.`;
  good.updatedAtMs = Date.now();
  service.deployments = [good, ...service.deployments.filter((deployment) => deployment !== good)];
  say(world, service, `rolling back to deployment ${good.id}.`);
}

/** Lets the time since the last look pass. */
export function catchUp(world: World): void {
  for (const service of world.services) {
    const steps = Math.min(Math.floor((Date.now() - service.steppedAtMs) / world.stepMs), 500);
    service.steppedAtMs += steps * world.stepMs;
    for (let step = 0; step < steps && isMoving(service); step++) advance(world, service);
  }
}

/** Runs a service to where it rests. */
export function settle(world: World, service: Service): void {
  for (let step = 0; step < 500 && isMoving(service); step++) advance(world, service);
}

const isRollingOut = (service: Service) => service.deployments[0]?.rolloutState === 'IN_PROGRESS';
const isMoving = (service: Service) => isRollingOut(service) || service.scaling;
const isOpen = ({ status }: ServiceDeployment) =>
  status === 'IN_PROGRESS' || status === 'ROLLBACK_REQUESTED' || status === 'ROLLBACK_IN_PROGRESS';

const fateOf = (world: World, task: Task): Fate => world.fates[imageOf(world, task.definition)] ?? 'starts';

/** As its load balancer sees it: a task that is about to end never is. */
export const isHealthy = (world: World, task: Task): boolean =>
  task.status === 'RUNNING' && fateOf(world, task) !== 'crashes';

/** One step of a rolling update with minimumHealthyPercent 100: a task starts, then one of the old ones stops. */
function advance(world: World, service: Service): void {
  const [current] = service.serviceDeployments;
  if (current?.status === 'ROLLBACK_REQUESTED') rollBack(world, service, 'ECS service deployment stopped by user');
  const [primary] = service.deployments;
  if (!primary) return;
  for (const task of alive(service)) if (task.deploymentId === primary.id) live(world, service, primary, task);
  retireOne(world, service, primary);
  launchOne(world, service, primary);
  service.scaling = service.scaling && !isScaled(service);
  if (!isRollingOut(service)) return;
  if (isTripped(service, primary)) trip(world, service, primary);
  else completeWhenDone(world, service, primary);
}

/** What becomes of a new task: reasons as in the developer guide, "Stopped tasks error codes". */
function live(world: World, service: Service, deployment: Deployment, task: Task): void {
  const image = imageOf(world, task.definition);
  const fate = fateOf(world, task);
  if (service.held.includes(deployment.id) || fate === 'is_starting') return;
  if (task.status === 'RUNNING') {
    if (fate === 'crashes')
      fail(service, deployment, task, { stoppedReason: 'Essential container in task exited', exitCode: 1 });
  } else if (fate === 'cannot_pull') {
    const stoppedReason = `CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref ${image}: not found`;
    fail(service, deployment, task, { stoppedReason });
  } else task.status = 'RUNNING';
}

function fail(service: Service, deployment: Deployment, task: Task, why: Partial<Task>): void {
  Object.assign(task, why, { status: 'STOPPED', stoppedAtMs: Date.now() });
  if (!service.uncounted) deployment.failedTasks++;
}

/** An old one goes once a new one is healthy. */
function retireOne(world: World, service: Service, primary: Deployment): void {
  const running = alive(service).filter((task) => isHealthy(world, task));
  const own = alive(service).filter((task) => task.deploymentId === primary.id);
  const surplus = own.length > service.desiredCount ? own.at(-1) : undefined;
  const old =
    alive(service).find((task) => task.deploymentId !== primary.id && canGo(task, running.length, service)) ?? surplus;
  if (!old) return;
  old.status = 'STOPPED';
  old.stoppedAtMs = Date.now();
  old.stoppedReason = `Scaling activity initiated by (deployment ${primary.id})`;
  say(world, service, `has stopped 1 running tasks: (task ${old.arn.split('/').at(-1)}).`);
}

const isScaled = (service: Service) =>
  alive(service).length === service.desiredCount && alive(service).every(({ status }) => status === 'RUNNING');

const canGo = (task: Task, running: number, service: Service) =>
  task.status === 'PENDING' || running > service.desiredCount;

function launchOne(world: World, service: Service, primary: Deployment): void {
  const own = alive(service).filter((task) => task.deploymentId === primary.id);
  if (own.length >= service.desiredCount) return;
  const id = nextHex(world);
  service.tasks.push({
    arn: arnOf(world, `task/${service.cluster}/${id}`),
    definition: primary.definition,
    deploymentId: primary.id,
    status: 'PENDING',
    createdAtMs: Date.now(),
  });
  say(world, service, `has started 1 tasks: (task ${id}).`);
}

/** Half of the wanted tasks, at least 3 and at most 200 (API reference, ServiceDeploymentCircuitBreaker). */
function isTripped(service: Service, primary: Deployment): boolean {
  const threshold = Math.min(Math.max(Math.ceil(service.desiredCount / 2), 3), 200);
  return service.breaker.enable && primary.failedTasks >= threshold;
}

function trip(world: World, service: Service, primary: Deployment): void {
  primary.rolloutState = 'FAILED';
  primary.reason = 'ECS deployment circuit breaker: tasks failed to start.';
  primary.updatedAtMs = Date.now();
  say(world, service, `(deployment ${primary.id}) deployment failed: tasks failed to start.`);
  if (service.breaker.rollback) rollBack(world, service, 'ECS deployment circuit breaker');
}

function completeWhenDone(world: World, service: Service, primary: Deployment): void {
  const tasks = alive(service);
  const isDone =
    tasks.length === service.desiredCount &&
    tasks.every((task) => task.deploymentId === primary.id && task.status === 'RUNNING');
  if (!isDone) return;
  primary.rolloutState = 'COMPLETED';
  primary.reason = `ECS deployment ${primary.id} completed.`;
  primary.updatedAtMs = Date.now();
  service.deployments = [primary];
  const [current] = service.serviceDeployments;
  if (current && isOpen(current)) finish(current, current.rollback ? 'ROLLBACK_SUCCESSFUL' : 'SUCCESSFUL');
  say(world, service, `(deployment ${primary.id}) deployment completed.`);
  say(world, service, 'has reached a steady state.');
}

function finish(deployment: ServiceDeployment, status: ServiceDeployment['status'], reason?: string): void {
  deployment.status = status;
  deployment.finishedAtMs = Date.now();
  if (reason !== undefined) deployment.statusReason = reason;
}

export const alive = (service: Service): Task[] => service.tasks.filter((task) => task.status !== 'STOPPED');

export const definitionOf = (world: World, arn: string): Definition | undefined =>
  world.definitions.find((definition) => definition.arn === arn);

export const imageOf = (world: World, arn: string) =>
  definitionOf(world, arn)?.input.containerDefinitions?.[0]?.image ?? '';
