import * as sdk from '@aws-sdk/client-ecr';
import { z } from 'zod';
import type { Call, Emulator } from '../../emulator/contract';
import type { Identity } from '../access';
import { jsonWire } from '../json';
import { withSts } from '../sts/emulator';
import { operations } from './operations';
import { push, type World } from './world';

const TARGET = 'AmazonEC2ContainerRegistry_V20150921';

const emulatorOptions = z.object({
  region: z.string().default('eu-west-3'),
  accessKeyId: z.string().default('AKIAEMULATOR'),
  sessionToken: z.string().optional(),
  /** Pushed one after the other, as `<repository>:<tag>`. */
  images: z.array(z.string().regex(/^[^:]+:[^:]+$/)).default([]),
});

/** ECR in miniature: repositories with their images, as far as somebody asks whether an image is still there. */
export function ecrEmulator(input: Record<string, unknown>): Emulator {
  const { region, accessKeyId, sessionToken, images } = emulatorOptions.parse(input);
  const identity: Identity = { accessKeyId, region, sessionToken };
  const world: World = { repositories: [] };
  for (const [repository = '', tag = ''] of images.map((image) => image.split(':'))) push(world, repository, tag);
  return withSts({ ...ecrWire(world, identity), actions: ecrActions(world), everything: () => world }, identity);
}

export const isEcr = ({ headers }: Call): boolean => String(headers['x-amz-target'] ?? '').startsWith(TARGET);

export const ecrWire = (world: World, identity: Identity) =>
  jsonWire({
    sdk,
    service: 'ecr',
    target: TARGET,
    identity,
    operations: operations(world, identity.region),
    writes: new Set(),
  });

const named = z.object({ repository: z.string(), tag: z.string() });
const mutability = z.object({ repository: z.string(), mutability: z.enum(['MUTABLE', 'IMMUTABLE']) });

/** What happens to images from outside. */
export const ecrActions = (world: World): Emulator['actions'] => ({
  pushImage(args) {
    const { repository, tag } = named.parse(args);
    push(world, repository, tag);
  },
  /** As a lifecycle policy does, or somebody who tidies up. */
  expireImage(args) {
    const { repository, tag } = named.parse(args);
    for (const each of world.repositories)
      if (each.name === repository) each.images = each.images.filter(({ tags }) => !tags.includes(tag));
  },
  setMutability(args) {
    const { repository, mutability: wanted } = mutability.parse(args);
    for (const each of world.repositories) if (each.name === repository) each.mutability = wanted;
  },
});
