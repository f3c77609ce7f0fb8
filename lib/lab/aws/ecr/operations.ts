import type * as Ecr from '@aws-sdk/client-ecr';
import { AwsFault } from '../fault';
import type { Answer } from '../operation';
import { ACCOUNT, type Repository, type World } from './world';

/** "Maximum number of 100 items" (API reference, BatchGetImage, `imageIds`). */
const MOST_IMAGES = 100;

/** Answers and errors as the API reference has them. */
export function operations(world: World, region: string): Record<string, (input: never) => Answer> {
  const repositoryOf = (registryId: string | undefined, name: string): Repository => {
    const repository = world.repositories.find((each) => each.name === name);
    if (repository && (registryId ?? ACCOUNT) === ACCOUNT) return repository;
    throw new AwsFault(
      'RepositoryNotFoundException',
      `The repository with name '${name}' does not exist in the registry with id '${registryId ?? ACCOUNT}'`,
    );
  };
  return {
    DescribeRepositories: ({ registryId, repositoryNames = [] }: Ecr.DescribeRepositoriesRequest) => ({
      body: { repositories: repositoryNames.map((name) => described(repositoryOf(registryId, name), region)) },
    }),
    BatchGetImage: ({ registryId, repositoryName = '', imageIds = [] }: Ecr.BatchGetImageRequest) => ({
      body: got(repositoryOf(registryId, repositoryName), imageIds),
    }),
  };
}

const described = ({ name, mutability }: Repository, region: string) => ({
  registryId: ACCOUNT,
  repositoryName: name,
  repositoryArn: `arn:aws:ecr:${region}:${ACCOUNT}:repository/${name}`,
  imageTagMutability: mutability,
});

/** What is not there is a failure beside the images, not an error (`ImageFailure`, failureCode `ImageNotFound`). */
function got({ name, images }: Repository, ids: Ecr.ImageIdentifier[]) {
  if (ids.length === 0 || ids.length > MOST_IMAGES)
    throw new AwsFault('InvalidParameterException', `imageIds must have 1 to ${MOST_IMAGES} members`);
  const found = (id: Ecr.ImageIdentifier) =>
    images.find(({ digest, tags }) =>
      id.imageDigest === undefined ? tags.includes(id.imageTag ?? '') : digest === id.imageDigest,
    );
  const common = { registryId: ACCOUNT, repositoryName: name };
  return {
    images: ids.flatMap((id) => {
      const image = found(id);
      return image ? [{ ...common, imageId: { ...id, imageDigest: image.digest }, imageManifest: '{}' }] : [];
    }),
    failures: ids
      .filter((id) => !found(id))
      .map((imageId) => ({
        imageId,
        failureCode: 'ImageNotFound',
        failureReason: 'Requested image not found',
      })),
  };
}
