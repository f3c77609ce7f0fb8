import type { Deployment, ServiceDeployment, Task } from '@aws-sdk/client-ecs';
import { z } from 'zod';
import type { ServiceState } from './service';
import { labelOf } from './task-definition';

/** What `start` leaves in the log for `watch`. */
export const operationSchema = z.object({
  target: z.string(),
  startedAt: z.iso.datetime(),
  /** Of a deployment that UpdateService started. */
  deploymentId: z.string().optional(),
  deployedAt: z.iso.datetime().optional(),
  /** Tasks of an earlier deployment are on the same task definition. */
  restart: z.boolean().optional(),
  /** ARN of the service deployment that was stopped. */
  stopped: z.string().optional(),
});
export type Started = z.output<typeof operationSchema>;

export type Verdict =
  /** `waitsFor` its deployment to be shown, or for the end of the one that is stopped. */
  | { kind: 'going_on'; waitsFor?: 'sight' | 'stop' }
  /** Amazon is done; the tasks have still to be looked at. */
  | { kind: 'settled' }
  | { kind: 'taken_back' | 'failed' | 'replaced'; why: string };

/**
 * What the deployments of the service say of ours. "Stable" is no success: it is true as well after Amazon went back to
 * the version before (aws-actions/amazon-ecs-deploy-task-definition#191). Ours must be the PRIMARY one, on the target.
 */
export function judge(started: Started, state: ServiceState, stopped: ServiceDeployment | null): Verdict {
  return started.stopped === undefined ? judgeDeployment(started, state) : judgeStop(started, state, stopped);
}

function judgeDeployment(started: Started, { service, primary }: ServiceState): Verdict {
  if (primary.id === started.deploymentId) {
    if (primary.taskDefinition !== started.target) return { kind: 'replaced', why: labelOf(primary.taskDefinition) };
    return rollout(primary, service.deployments ?? []);
  }
  const ours = service.deployments?.find(({ id }) => id === started.deploymentId);
  const back = labelOf(primary.taskDefinition);
  if (ours?.rolloutState === 'FAILED')
    return { kind: 'taken_back', why: `${back} (${ours.rolloutStateReason ?? 'no reason given'})` };
  const deployedAtMs = Date.parse(started.deployedAt ?? started.startedAt);
  const createdAtMs = primary.createdAt?.getTime() ?? 0;
  // Reads of ECS are eventually consistent: this one is from before the write.
  if (!ours && Math.max(createdAtMs, primary.updatedAt?.getTime() ?? 0) <= deployedAtMs)
    return { kind: 'going_on', waitsFor: 'sight' };
  const reason = primary.rolloutStateReason ?? '';
  // An older deployment that is PRIMARY again is a rollback that has finished, which no reason tells any more.
  if (/rolling back/i.test(reason)) return { kind: 'taken_back', why: `${back} (${reason})` };
  if (createdAtMs < deployedAtMs) return { kind: 'taken_back', why: back };
  return { kind: 'replaced', why: back };
}

function judgeStop(started: Started, { service, primary }: ServiceState, stopped: ServiceDeployment | null): Verdict {
  const status = stopped?.status ?? '';
  const why = stopped?.statusReason ?? status;
  if (status === 'ROLLBACK_FAILED') return { kind: 'failed', why };
  if (status === 'SUCCESSFUL' || status === 'STOPPED')
    return { kind: 'replaced', why: labelOf(primary.taskDefinition) };
  if (primary.taskDefinition === started.target) return rollout(primary, service.deployments ?? []);
  if (status === 'ROLLBACK_SUCCESSFUL') return { kind: 'replaced', why: labelOf(primary.taskDefinition) };
  return { kind: 'going_on', waitsFor: 'stop' };
}

/** `rolloutState` is absent behind a Classic Load Balancer: then one deployment with all tasks counts as settled. */
function rollout(primary: Deployment, deployments: Deployment[]): Verdict {
  if (primary.rolloutState === 'FAILED')
    return { kind: 'failed', why: primary.rolloutStateReason ?? 'no reason given' };
  const settled =
    primary.rolloutState === undefined
      ? deployments.length === 1 && primary.runningCount === primary.desiredCount
      : primary.rolloutState === 'COMPLETED';
  return settled ? { kind: 'settled' } : { kind: 'going_on' };
}

/** Whether all running tasks are on the target, and as many as wanted. */
export function provenBy(tasks: Task[], target: string, desired: number): boolean {
  const running = tasks.filter(({ lastStatus }) => lastStatus === 'RUNNING');
  return tasks.every(({ taskDefinitionArn }) => taskDefinitionArn === target) && running.length >= desired;
}
