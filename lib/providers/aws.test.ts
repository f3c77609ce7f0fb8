import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { hideSecrets } from '@/lib/domain/policy/rule-9';
import { awsCall, awsCommandLine, awsConfig } from './aws';
import { awsCodeOf, awsError } from './aws-error';
import { ProviderError } from './error';

const sdkError = (name: string, httpStatusCode?: number, message = 'said by Amazon') =>
  Object.assign(new Error(message), { name, $metadata: { httpStatusCode } });
const region = 'eu-west-3';
const keys = { kind: 'keys' as const, accessKeyId: 'env:SHOP_ID', secretAccessKey: 'env:SHOP_KEY' };

describe('errors of Amazon', () => {
  it.each([
    ['ThrottlingException', 400, 'rate_limited', true],
    ['Throttling', 400, 'rate_limited', true],
    ['PriorRequestNotComplete', 400, 'rate_limited', true],
    ['ExpiredTokenException', 400, 'auth', false],
    ['UnrecognizedClientException', 400, 'auth', false],
    ['AccessDenied', 403, 'auth', false],
    ['CredentialsProviderError', undefined, 'auth', false],
    ['ClusterNotFoundException', 400, 'not_found', false],
    ['NoSuchHostedZone', 404, 'not_found', false],
    ['UpdateInProgressException', 400, 'conflict', false],
    ['ServerException', 500, 'unavailable', true],
    ['Unheard', 503, 'unavailable', true],
    ['InvalidParameterException', 400, 'failed', false],
  ])('%s with status %s is %s', (name, status, code, retryable) => {
    const error = awsError(sdkError(name, status), 'service api');
    expect([error.code, error.retryable, awsCodeOf(error)]).toEqual([code, retryable, name]);
    expect(error.message).toContain('service api');
  });

  it('are unreachable when the network fails', () => {
    const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    expect(awsError(refused, 'service api')).toMatchObject({ code: 'unavailable', retryable: true });
  });

  it('name the action that is missing', () => {
    const message = 'User: arn:aws:iam::1:user/x is not authorized to perform: ecs:UpdateService on resource: *';
    expect(awsError(sdkError('AccessDeniedException', 400, message), 'service api').message).toContain(
      'may not ecs:UpdateService on service api',
    );
  });

  it('leave the reply of the SDK behind, which may hold secrets', () => {
    const error = Object.assign(sdkError('ServerException', 500), { $response: { headers: { x: 'canary' } } });
    expect(JSON.stringify(Object.getOwnPropertyDescriptors(awsError(error, 'x').cause))).not.toContain('canary');
  });
});

describe('a call to Amazon', () => {
  const config = awsConfig.parse({ region, timeoutSeconds: 0.05 });
  const never = () => new Promise<never>(() => undefined);

  it('ends at its own deadline, even before anything is sent', async () => {
    const call = awsCall('service api', config, new AbortController().signal, never);
    await expect(call).rejects.toMatchObject({ code: 'timeout', retryable: true });
  });

  it('keeps an error of the credentials as it is', async () => {
    const missing = new ProviderError('auth', 'The secret env:X is not set.');
    const call = awsCall('service api', config, new AbortController().signal, () => Promise.reject(missing));
    await expect(call).rejects.toBe(missing);
  });
});

describe('the configuration', () => {
  it.each(['https://ecs.example.org', 'http://127.0.0.1:4566', 'http://localhost:4566'])(
    'takes endpoint %s',
    (endpoint) => expect(awsConfig.safeParse({ region, endpoint }).success).toBe(true),
  );
  it.each(['http://ecs.example.org', 'ftp://127.0.0.1', 'ecs.example.org'])('refuses endpoint %s', (endpoint) =>
    expect(awsConfig.safeParse({ region, endpoint }).success).toBe(false),
  );
  it.each(['eu-west-3', 'us-gov-east-1', 'ap-southeast-2'])('takes region %s', (name) =>
    expect(awsConfig.safeParse({ region: name }).success).toBe(true),
  );
  it.each(['Paris', 'eu-west-3a', ''])('refuses region %j', (name) =>
    expect(awsConfig.safeParse({ region: name }).success).toBe(false),
  );
  it('refuses a key in the place of a reference', () => {
    const pasted = { ...keys, secretAccessKey: 'wJalrXUtnFEMI' };
    expect(awsConfig.safeParse({ region, credentials: pasted }).success).toBe(false);
  });
});

describe('the command line', () => {
  const run = (setup: string[], env: Record<string, string>) =>
    execFileSync('sh', ['-c', [...setup, 'printf %s "$AWS_SECRET_ACCESS_KEY"'].join('\n')], {
      env: { NODE_ENV: 'test', AWS_SECRET_ACCESS_KEY: 'of the person', ...env },
      encoding: 'utf8',
    });

  it('uses the keys where they are at hand, else those of whoever runs it', () => {
    const { setup } = awsCommandLine(awsConfig.parse({ region, credentials: keys }));
    expect(setup.map(hideSecrets)).toEqual(setup);
    expect(run(setup, { SHOP_ID: 'id', SHOP_KEY: 'a key; with * signs' })).toBe('a key; with * signs');
    expect(run(setup, {})).toBe('of the person');
  });

  it('assumes the role with the keys that are at hand', () => {
    const role = { ...keys, kind: 'role' as const, roleArn: 'arn:aws:iam::123456789012:role/rollback' };
    const credentials = { ...role, externalId: 'env:SHOP_EXTERNAL' };
    const { setup, options } = awsCommandLine(awsConfig.parse({ region, credentials }));
    expect(setup.map(hideSecrets)).toEqual(setup);
    const aws = 'aws() { printf "%s|" "$AWS_ACCESS_KEY_ID" "$@" >&2; echo "ASIA assumed-key session"; }';
    expect(run([aws, ...setup], { SHOP_ID: 'id', SHOP_KEY: 'key', SHOP_EXTERNAL: 'two words' })).toBe('assumed-key');
    expect(setup.join(' ')).toContain('--role-arn arn:aws:iam::123456789012:role/rollback');
    expect(options).toBe('--region eu-west-3');
  });

  it.each([
    { kind: 'role', roleArn: 'rollback' },
    { kind: 'role', roleArn: 'arn:aws:iam::123456789012:role/rollback', accessKeyId: 'env:SHOP_ID' },
    { ...keys, kind: 'role', roleArn: 'credential:rollback', profile: 'prod' },
  ])('refuses a role that is not one, or not by one source: %j', (credentials) =>
    expect(awsConfig.safeParse({ region, credentials }).success).toBe(false),
  );

  it('names the region, the profile and another endpoint', () => {
    const credentials = { kind: 'profile' as const, profile: 'prod' };
    const config = awsConfig.parse({ region, credentials, endpoint: 'http://localhost:4566' });
    expect(awsCommandLine(config).options).toBe(
      '--region eu-west-3 --profile prod --endpoint-url http://localhost:4566',
    );
  });
});
