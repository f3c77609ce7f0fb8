import { createHash } from 'node:crypto';

export const ACCOUNT = '123456789012';

interface Image {
  digest: string;
  tags: string[];
}

export interface Repository {
  name: string;
  mutability: 'MUTABLE' | 'IMMUTABLE';
  images: Image[];
}

export interface World {
  repositories: Repository[];
}

/** `123456789012.dkr.ecr.eu-west-3.amazonaws.com`: the registry of an account in a region (ECR user guide, "Private registries"). */
export const hostIn = (region: string): string => `${ACCOUNT}.dkr.ecr.${region}.amazonaws.com`;

/** A push of `<repository>:<tag>`; the repository is made by the first one. A tag leads to the last image pushed under it. */
export function push(world: World, name: string, tag: string): void {
  let repository = world.repositories.find((each) => each.name === name);
  if (!repository) {
    repository = { name, mutability: 'IMMUTABLE', images: [] };
    world.repositories.push(repository);
  }
  for (const image of repository.images) image.tags = image.tags.filter((each) => each !== tag);
  const count = repository.images.length;
  const digest = `sha256:${createHash('sha256').update(`${name}:${tag}:${count}`).digest('hex')}`;
  repository.images.push({ digest, tags: [tag] });
}
