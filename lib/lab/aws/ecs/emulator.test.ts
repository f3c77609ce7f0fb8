import { afterEach, describe, expect, it } from 'vitest';
import { type Served, serveEmulator } from '../../emulator/serve';
import { ecsEmulator } from './emulator';

let served: Served | undefined;
afterEach(() => {
  served?.close();
  served = undefined;
});

const SIGNATURE = `AWS4-HMAC-SHA256 Credential=AKIAEMULATOR/20260105/eu-west-3/ecs/aws4_request, SignedHeaders=host;x-amz-date, Signature=${'0'.repeat(64)}`;

async function ask(operation: string, input: object, headers: Record<string, string> = { authorization: SIGNATURE }) {
  served ??= await serveEmulator(ecsEmulator({}));
  const response = await fetch(served.url, {
    method: 'POST',
    headers: {
      'x-amz-target': `AmazonEC2ContainerServiceV20141113.${operation}`,
      'x-amz-date': '20260105T080000Z',
      ...headers,
    },
    body: JSON.stringify(input),
  });
  return { status: response.status, ...((await response.json()) as Record<string, unknown>) };
}

describe('the ECS emulator', () => {
  it('answers an operation of the model', async () => {
    expect(await ask('ListTaskDefinitions', { familyPrefix: 'api', sort: 'DESC' })).toEqual({
      status: 200,
      taskDefinitionArns: [3, 2, 1].map((n) => `arn:aws:ecs:eu-west-3:123456789012:task-definition/api:${n}`),
    });
  });

  it.each([
    ['DescribeEverything', {}, 'UnknownOperationException'],
    ['DescribeServices', { services: ['api'], cluster: 'shop', colour: 'blue' }, 'SerializationException'],
    ['DescribeServices', { services: 'api', cluster: 'shop' }, 'SerializationException'],
    ['UpdateService', { cluster: 'shop' }, 'InvalidParameterException'],
    [
      'UpdateService',
      { cluster: 'shop', service: 'api', deploymentConfiguration: { speed: 1 } },
      'SerializationException',
    ],
    ['UpdateService', { cluster: 'shop', service: 'api', taskDefinition: 'api:9' }, 'ClientException'],
    ['UpdateService', { cluster: 'other', service: 'api' }, 'ClusterNotFoundException'],
  ])('refuses %s %j', async (operation, input, type) => {
    expect(await ask(operation, input)).toMatchObject({ status: 400, __type: type });
  });

  it('takes up in another process what it was, in the middle of a rollout', () => {
    const first = ecsEmulator({ stepMs: 1_000_000, history: [{ tag: 'a1', atMs: 1_000 }] });
    first.actions.deploy?.({ tag: 'b2', rollout: 'held' });
    const state = JSON.parse(JSON.stringify(first.state?.()));
    const second = ecsEmulator({ stepMs: 1_000_000, state });
    expect(second.everything()).toEqual(JSON.parse(JSON.stringify(first.everything())));
    const image = '123456789012.dkr.ecr.eu-west-3.amazonaws.com/shop/api:b2';
    expect(second.actions.instances?.({})).toContainEqual(expect.objectContaining({ image, ready: false }));
    second.actions.release?.({});
    second.actions.settle?.({});
    const instances = second.actions.instances?.({}) as { image: string; ready: boolean; deployment: string }[];
    expect(instances.map(({ image, ready }) => [image, ready])).toEqual(Array(3).fill([image, true]));
    expect(new Set(instances.map(({ deployment }) => deployment)).size).toBe(1);
  });

  it.each([
    ['no signature', {}, 'MissingAuthenticationTokenException'],
    ['another key', { authorization: SIGNATURE.replace('AKIAEMULATOR', 'AKIAOTHER') }, 'UnrecognizedClientException'],
    ['another region', { authorization: SIGNATURE.replace('eu-west-3', 'eu-west-1') }, 'InvalidSignatureException'],
    ['a signature without the host', { authorization: SIGNATURE.replace('host;', '') }, 'IncompleteSignatureException'],
  ])('refuses %s', async (_what, headers, type) => {
    expect(await ask('ListTaskDefinitions', {}, headers)).toMatchObject({ __type: type });
  });
});
