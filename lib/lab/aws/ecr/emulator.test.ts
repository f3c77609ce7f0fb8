import { afterEach, describe, expect, it } from 'vitest';
import { type Served, serveEmulator } from '../../emulator/serve';
import { ecrEmulator } from './emulator';

let served: Served | undefined;
afterEach(() => {
  served?.close();
  served = undefined;
});

const signed = (service: string) =>
  `AWS4-HMAC-SHA256 Credential=AKIAEMULATOR/20260105/eu-west-3/${service}/aws4_request, SignedHeaders=host;x-amz-date, Signature=${'0'.repeat(64)}`;

async function ask(operation: string, input: object) {
  served ??= await serveEmulator(ecrEmulator({ images: ['shop/api:1.0.0', 'shop/api:1.1.0'] }));
  const response = await fetch(served.url, {
    method: 'POST',
    headers: {
      'x-amz-target': `AmazonEC2ContainerRegistry_V20150921.${operation}`,
      'x-amz-date': '20260105T080000Z',
      authorization: signed('ecr'),
    },
    body: JSON.stringify(input),
  });
  const answer = (await response.json()) as Record<string, unknown>;
  return { ...answer, status: response.status } as Record<string, unknown>;
}

describe('the ECR emulator', () => {
  it('answers with the images that are there, and names those that are not beside them', async () => {
    const imageIds = [{ imageTag: '1.0.0' }, { imageTag: '9.9.9' }];
    expect(await ask('BatchGetImage', { repositoryName: 'shop/api', imageIds })).toMatchObject({
      status: 200,
      images: [{ imageId: { imageTag: '1.0.0', imageDigest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) } }],
      failures: [{ imageId: { imageTag: '9.9.9' }, failureCode: 'ImageNotFound' }],
    });
  });

  it('finds an image by its digest too', async () => {
    const byTag = await ask('BatchGetImage', { repositoryName: 'shop/api', imageIds: [{ imageTag: '1.1.0' }] });
    const [image] = byTag.images as { imageId: { imageDigest: string } }[];
    const imageIds = [{ imageDigest: image?.imageId.imageDigest }];
    expect(await ask('BatchGetImage', { repositoryName: 'shop/api', imageIds })).toMatchObject({ failures: [] });
  });

  it('says whether tags can move', async () => {
    expect(await ask('DescribeRepositories', { repositoryNames: ['shop/api'] })).toMatchObject({
      repositories: [{ repositoryName: 'shop/api', imageTagMutability: 'IMMUTABLE' }],
    });
  });

  it.each([
    ['DescribeEverything', {}, 'UnknownOperationException'],
    ['DeleteRepository', { repositoryName: 'shop/api' }, 'UnknownOperationException'],
    ['BatchGetImage', { repositoryName: 'shop/api' }, 'InvalidParameterException'],
    ['BatchGetImage', { repositoryName: 'shop/api', imageIds: [] }, 'InvalidParameterException'],
    ['BatchGetImage', { repositoryName: 'shop/api', imageIds: [{ tag: '1' }] }, 'SerializationException'],
    ['BatchGetImage', { repositoryName: 'other', imageIds: [{ imageTag: '1' }] }, 'RepositoryNotFoundException'],
    [
      'DescribeRepositories',
      { registryId: '999999999999', repositoryNames: ['shop/api'] },
      'RepositoryNotFoundException',
    ],
  ])('refuses %s %j', async (operation, input, type) => {
    expect(await ask(operation, input)).toMatchObject({ status: 400, __type: type });
  });
});
