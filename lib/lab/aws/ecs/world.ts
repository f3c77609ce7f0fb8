import type { RegisterTaskDefinitionRequest, Tag } from '@aws-sdk/client-ecs';
import type { Identity } from '../access';
import type { World as Registry } from '../ecr/world';

export const ACCOUNT = '123456789012';

/** How the containers of an image fare. */
export type Fate = 'is_starting' | 'starts' | 'cannot_pull' | 'crashes';

export interface Definition {
  arn: string;
  family: string;
  revision: number;
  status: 'ACTIVE' | 'INACTIVE';
  registeredAtMs: number;
  deregisteredAtMs?: number;
  input: RegisterTaskDefinitionRequest;
}

export interface Task {
  arn: string;
  definition: string;
  deploymentId: string;
  status: 'PENDING' | 'RUNNING' | 'STOPPED';
  createdAtMs: number;
  stoppedAtMs?: number;
  stoppedReason?: string;
  exitCode?: number;
  containerReason?: string;
}

export interface Deployment {
  id: string;
  definition: string;
  revisionArn: string;
  rolloutState: 'IN_PROGRESS' | 'COMPLETED' | 'FAILED';
  reason: string;
  failedTasks: number;
  createdAtMs: number;
  updatedAtMs: number;
}

export type ServiceDeploymentStatus =
  | 'IN_PROGRESS'
  | 'SUCCESSFUL'
  | 'STOPPED'
  | 'ROLLBACK_REQUESTED'
  | 'ROLLBACK_IN_PROGRESS'
  | 'ROLLBACK_SUCCESSFUL'
  | 'ROLLBACK_FAILED';

export interface ServiceDeployment {
  arn: string;
  deploymentId: string;
  status: ServiceDeploymentStatus;
  statusReason?: string;
  sources: string[];
  target: string;
  rollback?: { revisionArn: string; reason: string; startedAtMs: number };
  createdAtMs: number;
  finishedAtMs?: number;
}

export interface ServiceRevision {
  arn: string;
  definition: string;
  createdAtMs: number;
}

export interface Service {
  name: string;
  cluster: string;
  arn: string;
  desiredCount: number;
  /** On the way to another number of tasks, without a deployment. */
  scaling: boolean;
  controller: 'ECS' | 'CODE_DEPLOY' | 'EXTERNAL';
  breaker: { enable: boolean; rollback: boolean };
  tags: Tag[];
  /** The first is the PRIMARY one. */
  deployments: Deployment[];
  /** The first is the current one. */
  serviceDeployments: ServiceDeployment[];
  revisions: ServiceRevision[];
  events: { id: string; atMs: number; message: string }[];
  tasks: Task[];
  /** Deployments whose tasks stay PENDING: no capacity, a pull without end. */
  held: string[];
  /** Failures that the breaker does not count (aws/containers-roadmap#1206). */
  uncounted: boolean;
  steppedAtMs: number;
}

export interface World {
  region: string;
  identity: Identity;
  /** How long a rollout rests at each intermediate count. */
  stepMs: number;
  definitions: Definition[];
  /** The account's images in ECR. */
  registry: Registry;
  services: Service[];
  fates: Record<string, Fate>;
  /** What Application Auto Scaling keeps the first service between. */
  scaling?: { min: number; max: number } | undefined;
  made: number;
}

export const arnOf = (world: World, resource: string): string => `arn:aws:ecs:${world.region}:${ACCOUNT}:${resource}`;

/** Identifiers as long as the real ones, and the same on each run. */
export const nextNumber = (world: World): string => String(7_000_000_000_000_000_000n + BigInt(++world.made));
export const nextHex = (world: World): string => (++world.made).toString(16).padStart(32, '0');

export function say(world: World, service: Service, message: string): void {
  service.events.unshift({ id: nextHex(world), atMs: Date.now(), message: `(service ${service.name}) ${message}` });
  // "A maximum of 100 of the latest events" (DescribeServices).
  service.events.length = Math.min(service.events.length, 100);
}
