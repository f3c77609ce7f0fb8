import * as sdk from '@aws-sdk/client-ecs';
import { z } from 'zod';
import type { Emulator } from '../../emulator/contract';
import { ecrActions, ecrWire, isEcr } from '../ecr/emulator';
import { hostIn, push } from '../ecr/world';
import { jsonWire } from '../json';
import { withSts } from '../sts/emulator';
import { actions } from './actions';
import { register } from './definitions';
import { operations, WRITES } from './operations';
import { catchUp, deploy, settle } from './rollout';
import { isScaling, scalingWire } from './scaling';
import { arnOf, type Service, type World } from './world';

/** What the process that starts it says. */
export const ecsOptions = z.object({
  region: z.string().default('eu-west-3'),
  accessKeyId: z.string().default('AKIAEMULATOR'),
  sessionToken: z.string().optional(),
  cluster: z.string().default('shop'),
  service: z.string().default('api'),
  /** Revisions registered before the service starts at the last of them: so many, or one for each image's tag. */
  revisions: z.number().int().min(1).default(3),
  history: z.array(z.object({ tag: z.string(), atMs: z.number() })).optional(),
  /** Where the images are; the account's own ECR by default. */
  registry: z.string().optional(),
  /** What `state()` answered earlier. */
  state: z.custom<World>().optional(),
  desiredCount: z.number().int().min(0).default(3),
  /** Value of an environment variable and of a label of each container: people may have put a secret there. */
  environmentValue: z.string().default('production'),
  stepMs: z.number().positive().default(2_000),
});

/**
 * ECS in miniature: one service of one cluster, its task definitions, deployments and tasks; beside it what a component
 * with this endpoint asks of ECR, Application Auto Scaling and STS.
 */
export function ecsEmulator(input: Record<string, unknown>): Emulator {
  const options = ecsOptions.parse(input);
  const { region, accessKeyId, sessionToken, stepMs } = options;
  const now = { region, identity: { accessKeyId, region, sessionToken }, stepMs };
  const world = options.state ? { ...options.state, ...now } : seeded(options, now);
  // What an earlier lab left had no registry.
  world.registry ??= imagesOf(world);
  const wire = jsonWire({
    sdk,
    service: 'ecs',
    target: 'AmazonEC2ContainerServiceV20141113',
    identity: world.identity,
    operations: operations(world),
    writes: WRITES,
  });
  const scaling = scalingWire(world);
  const ecr = ecrWire(world.registry, world.identity);
  const emulator: Emulator = {
    ...wire,
    handle(call) {
      catchUp(world);
      if (isEcr(call)) return ecr.handle(call);
      return isScaling(call) ? scaling.handle(call) : wire.handle(call);
    },
    actions: { ...ecrActions(world.registry), ...actions(world, (tag) => released(world, options, tag)) },
    state: () => world,
    everything() {
      catchUp(world);
      const { definitions, services } = world;
      return { definitions, services: services.map(({ steppedAtMs: _looked, ...service }) => service) };
    },
  };
  return withSts(emulator, world.identity);
}

/** A release as CI makes it: the image is pushed, then a task definition that names it is written. */
function released(world: World, options: z.output<typeof ecsOptions>, tag: string) {
  const { cluster, service, registry } = options;
  if (registry === undefined) push(world.registry, `${cluster}/${service}`, tag);
  return definitionInput(options, tag);
}

/** The images that the task definitions name, as if nobody had removed any. */
function imagesOf({ region, definitions }: World): World['registry'] {
  const registry: World['registry'] = { repositories: [] };
  const own = `${hostIn(region)}/`;
  for (const { input } of definitions)
    for (const { image = '' } of input.containerDefinitions ?? []) {
      const [name = '', tag = ''] = image.slice(own.length).split(':');
      if (image.startsWith(own)) push(registry, name, tag);
    }
  return registry;
}

function seeded(options: z.output<typeof ecsOptions>, now: Pick<World, 'region' | 'identity' | 'stepMs'>): World {
  const world: World = { ...now, definitions: [], registry: { repositories: [] }, services: [], fates: {}, made: 0 };
  const numbered = Array.from({ length: options.revisions }, (_, index) => ({
    tag: `1.${index + 1}.0`,
    atMs: Date.now(),
  }));
  const arns = (options.history ?? numbered).map(({ tag, atMs }) => {
    const definition = register(world, released(world, options, tag));
    definition.registeredAtMs = atMs;
    return definition.arn;
  });
  const service: Service = {
    name: options.service,
    cluster: options.cluster,
    arn: arnOf(world, `service/${options.cluster}/${options.service}`),
    desiredCount: options.desiredCount,
    scaling: false,
    controller: 'ECS',
    breaker: { enable: true, rollback: true },
    tags: [],
    deployments: [],
    serviceDeployments: [],
    revisions: [],
    events: [],
    tasks: [],
    held: [],
    uncounted: false,
    steppedAtMs: Date.now(),
  };
  world.services.push(service);
  deploy(world, service, arns.at(-1) ?? '');
  settle(world, service);
  return world;
}

function definitionInput(options: z.output<typeof ecsOptions>, tag: string): sdk.RegisterTaskDefinitionRequest {
  return {
    family: options.service,
    networkMode: 'awsvpc',
    requiresCompatibilities: ['FARGATE'],
    cpu: '256',
    memory: '512',
    containerDefinitions: [
      {
        name: options.service,
        image: `${options.registry ?? hostIn(options.region)}/${options.cluster}/${options.service}:${tag}`,
        essential: true,
        environment: [{ name: 'MODE', value: options.environmentValue }],
        secrets: [
          {
            name: 'DATABASE_URL',
            valueFrom: `arn:aws:secretsmanager:${options.region}:123456789012:secret:shop/database-url-AbCdEf`,
          },
        ],
        dockerLabels: { mode: options.environmentValue },
      },
    ],
  };
}
