import { afterEach, describe, expect, it } from 'vitest';
import { type Served, serveEmulator } from '../../emulator/serve';
import { versionId } from './actions';
import { secretsManagerEmulator } from './emulator';

let served: Served | undefined;
afterEach(() => {
  served?.close();
  served = undefined;
});

const SIGNATURE = `AWS4-HMAC-SHA256 Credential=AKIAEMULATOR/20260105/eu-west-3/secretsmanager/aws4_request, SignedHeaders=host;x-amz-date, Signature=${'0'.repeat(64)}`;
const [one, two, three] = [1, 2, 3].map(versionId);
const SecretId = 'shop/database-url';

async function ask(operation: string, input: object): Promise<Record<string, unknown>> {
  served ??= await serveEmulator(secretsManagerEmulator({ values: ['1', '2', '3'] }));
  const response = await fetch(served.url, {
    method: 'POST',
    headers: {
      'x-amz-target': `secretsmanager.${operation}`,
      'x-amz-date': '20260105T080000Z',
      authorization: SIGNATURE,
    },
    body: JSON.stringify(input),
  });
  return { status: response.status, ...((await response.json()) as Record<string, unknown>) };
}

const stages = async () => (await ask('DescribeSecret', { SecretId })).VersionIdsToStages;
const current = { SecretId, VersionStage: 'AWSCURRENT' };

describe('the stages of the Secrets Manager emulator', () => {
  it('move with AWSPREVIOUS behind them', async () => {
    expect(await stages()).toEqual({ [`${two}`]: ['AWSPREVIOUS'], [`${three}`]: ['AWSCURRENT'] });
    await ask('UpdateSecretVersionStage', { ...current, MoveToVersionId: one, RemoveFromVersionId: three });
    expect(await stages()).toEqual({ [`${one}`]: ['AWSCURRENT'], [`${three}`]: ['AWSPREVIOUS'] });
  });

  it.each([
    ['without the version that has it', { MoveToVersionId: one }],
    ['from a version that has it not', { MoveToVersionId: one, RemoveFromVersionId: two }],
    ['to nowhere', { RemoveFromVersionId: three }],
  ])('stay when asked to move %s', async (_what, input) => {
    const before = await stages();
    expect(await ask('UpdateSecretVersionStage', { ...current, ...input })).toMatchObject({
      __type: 'InvalidParameterException',
    });
    expect(await stages()).toEqual(before);
  });
});

describe('a new value in the Secrets Manager emulator', () => {
  const ClientRequestToken = 'f'.repeat(32);

  it('is ignored the second time, and refused when it is another one', async () => {
    await ask('PutSecretValue', { SecretId, ClientRequestToken, SecretString: 'x' });
    expect((await ask('PutSecretValue', { SecretId, ClientRequestToken, SecretString: 'x' })).status).toBe(200);
    expect(await ask('PutSecretValue', { SecretId, ClientRequestToken, SecretString: 'y' })).toMatchObject({
      __type: 'ResourceExistsException',
    });
  });

  it('becomes current only where no other stage is named', async () => {
    await ask('PutSecretValue', { SecretId, ClientRequestToken, SecretString: 'x', VersionStages: ['mine'] });
    expect(await ask('GetSecretValue', { SecretId })).toMatchObject({ SecretString: '3' });
    await ask('PutSecretValue', { SecretId, ClientRequestToken: 'e'.repeat(32), SecretString: 'y' });
    expect(await ask('GetSecretValue', { SecretId })).toMatchObject({ SecretString: 'y' });
  });
});

it.each([
  ['DescribeEverything', {}, 'UnknownOperationException'],
  ['RotateSecret', { SecretId }, 'UnknownOperationException'],
  ['DescribeSecret', { SecretId, Colour: 'blue' }, 'SerializationException'],
  ['DescribeSecret', {}, 'InvalidParameterException'],
  ['DescribeSecret', { SecretId: 'other' }, 'ResourceNotFoundException'],
  ['ListSecretVersionIds', { SecretId, MaxResults: 101 }, 'InvalidParameterException'],
  ['GetSecretValue', { SecretId, VersionId: 'f'.repeat(32) }, 'ResourceNotFoundException'],
  ['PutSecretValue', { SecretId, ClientRequestToken: 'short', SecretString: 'x' }, 'InvalidParameterException'],
])('the Secrets Manager emulator refuses %s %j', async (operation, input, type) => {
  expect(await ask(operation, input)).toMatchObject({ status: 400, __type: type });
});
