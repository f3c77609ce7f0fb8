import type { RegisterTaskDefinitionRequest } from '@aws-sdk/client-ecs';
import { z } from 'zod';
import type { Emulator, Instance } from '../../emulator/contract';
import { deregister, register } from './definitions';
import { alive, catchUp, definitionOf, deploy, imageOf, isHealthy, settle } from './rollout';
import type { Service, World } from './world';

const deployment = z.object({
  /** Tag of the image of a new revision; without it `taskDefinition` is deployed. */
  tag: z.string().optional(),
  taskDefinition: z.string().optional(),
  /** Only registers it. */
  registerOnly: z.boolean().default(false),
  /** `at once` ends the rollout before anybody looks; `held` keeps its tasks PENDING. */
  rollout: z.enum(['in steps', 'at once', 'held']).default('in steps'),
});

const settings = z.object({
  controller: z.enum(['ECS', 'CODE_DEPLOY', 'EXTERNAL']),
  breaker: z.object({ enable: z.boolean(), rollback: z.boolean() }),
  tags: z.array(z.object({ key: z.string(), value: z.string() })),
  desiredCount: z.number().int().min(0),
  uncounted: z.boolean(),
});

const scalingArgs = z.object({ min: z.number().int().min(0), max: z.number().int().min(0) });

const fateArgs = z.object({
  tag: z.string().optional(),
  image: z.string().optional(),
  fate: z.enum(['is_starting', 'starts', 'cannot_pull', 'crashes']),
});

/** What happens to the service from outside. */
export function actions(world: World, definition: (tag: string) => RegisterTaskDefinitionRequest): Emulator['actions'] {
  const service = (): Service => {
    const [first] = world.services;
    if (!first) throw new Error('the world has no service');
    return first;
  };
  return {
    /** Somebody deploys. Answers with the ARN of the task definition. */
    deploy(args) {
      const { tag, taskDefinition, registerOnly, rollout } = deployment.parse(args);
      const arn = tag === undefined ? (taskDefinition ?? '') : register(world, definition(tag)).arn;
      if (registerOnly) return { taskDefinition: arn };
      deploy(world, service(), arn);
      if (rollout === 'held') service().held.push(service().deployments[0]?.id ?? '');
      if (rollout !== 'in steps') settle(world, service());
      return { taskDefinition: arn };
    },
    /** Lets go of what was held. */
    release() {
      service().held = [];
    },
    settle: () => settle(world, service()),
    /** The tasks that have not stopped. */
    instances(): Instance[] {
      catchUp(world);
      return alive(service()).map((task) => ({
        image: imageOf(world, task.definition),
        deployment: task.deploymentId,
        ready: isHealthy(world, task),
      }));
    },
    /** Deregisters all revisions but the one that is deployed, as CI does that keeps the list short. */
    deregisterOthers() {
      const current = service().deployments[0]?.definition;
      for (const each of world.definitions) if (each.arn !== current) deregister(each);
    },
    /** Application Auto Scaling scales the service from now on. */
    scale(args) {
      world.scaling = scalingArgs.parse(args);
    },
    /** How containers of an image, or of the tag of one, fare from now on. */
    fate(args) {
      const { tag, image, fate } = fateArgs.parse(args);
      const named = tag === undefined ? image : definition(tag).containerDefinitions?.[0]?.image;
      if (named !== undefined) world.fates[named] = fate;
    },
    set: (args) => void Object.assign(service(), settings.partial().parse(args)),
    expireCredentials() {
      world.identity.expired = true;
    },
    deny(args) {
      world.identity.denied = z.object({ actions: z.array(z.string()) }).parse(args).actions;
    },
    /** The images that a task definition names. */
    images: (args) =>
      definitionOf(
        world,
        z.object({ taskDefinition: z.string() }).parse(args).taskDefinition,
      )?.input.containerDefinitions?.map((container) => container.image),
  };
}
