import type { ImageIdentifier } from '@aws-sdk/client-ecr';
import { awsAsk, awsClientOptions } from '../aws';
import { ProviderError } from '../error';
import type { Ecs } from './client';
import type { EcrImage } from './image';

/** What ECR says of the images of one repository. */
export interface RepositoryImages {
  repository: string;
  region: string;
  /** Names of those that are gone. */
  missing: Set<string>;
  /** A tag may lead to another image than it did. */
  isMutable: boolean;
}

/** "Maximum number of 100 items" (BatchGetImage, `imageIds`). */
const AT_ONCE = 100;

/** Looks images of one repository up. Errors: as every call to Amazon, but for what is not there, which is the answer. */
export async function readRepository(ecs: Ecs, images: EcrImage[], signal: AbortSignal): Promise<RepositoryImages> {
  const [first] = images;
  if (!first) throw new Error('no image to look up');
  const { account: registryId, region, repository: repositoryName } = first;
  const config = { ...ecs.config, region };
  const ask = awsAsk(`repository ${repositoryName} of ECR (${region})`, config, async () => {
    const sdk = await import('@aws-sdk/client-ecr');
    return { sdk, client: new sdk.ECRClient(awsClientOptions(config, ecs.credentials)) };
  });
  const all = { repository: repositoryName, region };
  try {
    const { repositories } = await ask(signal, (client, { DescribeRepositoriesCommand }, options) =>
      client.send(new DescribeRepositoriesCommand({ registryId, repositoryNames: [repositoryName] }), options),
    );
    const isMutable = repositories?.[0]?.imageTagMutability?.startsWith('MUTABLE') ?? true;
    const imageIds = images.slice(0, AT_ONCE).map(idOf);
    const { failures = [] } = await ask(signal, (client, { BatchGetImageCommand }, options) =>
      client.send(new BatchGetImageCommand({ registryId, repositoryName, imageIds }), options),
    );
    const gone = failures.filter(({ failureCode }) => failureCode === 'ImageNotFound').map(({ imageId }) => imageId);
    const missing = images.filter((image) => gone.some((id) => isSame(id, idOf(image))));
    return { ...all, missing: new Set(missing.map(({ name }) => name)), isMutable };
  } catch (error) {
    if (!(error instanceof ProviderError) || error.code !== 'not_found') throw error;
    return { ...all, missing: new Set(images.map(({ name }) => name)), isMutable: false };
  }
}

const idOf = ({ tag, digest }: EcrImage): ImageIdentifier =>
  digest === undefined ? { imageTag: tag } : { imageDigest: digest };

const isSame = (a: ImageIdentifier | undefined, b: ImageIdentifier) =>
  a !== undefined && (b.imageDigest === undefined ? a.imageTag === b.imageTag : a.imageDigest === b.imageDigest);
