import { beforeEach, describe, expect, it } from 'vitest';
import { failureOf, type KubernetesCase, kubernetesCase, soon } from '@/tests/contract/fixtures/kubernetes-case';
import { createCredentials } from '../credentials';
import { kubernetes } from '.';

let world: KubernetesCase;
beforeEach(async () => {
  world = await kubernetesCase({ revisions: 2 });
});

const connect = (config: Record<string, unknown>, env: Record<string, string>) =>
  kubernetes.connect(kubernetes.config.parse({ namespace: 'shop', workload: 'deployment/web', ...config }), {
    clock: () => new Date(),
    credentials: createCredentials(env),
    cacheDir: '/nonexistent',
  });
const kubeconfig = (user: Record<string, unknown>, server = world.url) =>
  JSON.stringify({
    'current-context': 'prod',
    clusters: [{ name: 'c', cluster: { server } }],
    users: [{ name: 'u', user }],
    contexts: [{ name: 'prod', context: { cluster: 'c', user: 'u' } }],
  });
const TOKEN = 'a-token-of-the-emulator';

describe('access by a kubeconfig', () => {
  it('runs its program for a token, as managed clusters want, and masks what it printed', async () => {
    const credential = {
      apiVersion: 'client.authentication.k8s.io/v1',
      kind: 'ExecCredential',
      status: { token: TOKEN },
    };
    const exec = { apiVersion: 'client.authentication.k8s.io/v1', command: 'echo', args: [JSON.stringify(credential)] };
    const connection = connect({ kubeconfig: 'env:K' }, { K: kubeconfig({ exec }) });
    expect((await connection.current(soon())).label).toBe('1.2.0 #2');
  });

  it.each([
    ['is not one', () => 'clusters: [secret-in-a-broken-file', 'is not a valid kubeconfig'],
    ['is no map', () => 'secret-in-a-broken-file', 'has no context prod'],
    [
      'lacks the context',
      () => kubeconfig({ token: TOKEN }).replace('"prod","context"', '"other","context"'),
      'has no context prod',
    ],
    ['leads to a server without encryption', () => kubeconfig({ token: TOKEN }, 'http://10.0.0.1'), 'is not encrypted'],
    [
      'has a program that fails',
      () => kubeconfig({ exec: { command: 'sh', args: ['-c', 'echo secret-in-a-broken-file >&2; exit 1'] } }),
      'could not be obtained',
    ],
  ])('that %s is named, without a word of its content', async (_, content, words) => {
    const error = await failureOf(connect({ kubeconfig: 'env:K', context: 'prod' }, { K: content() }).current(soon()));
    expect([error.code, error.message]).toEqual(['auth', expect.stringContaining(words)]);
    expect(`${error.message}${error.cause}`).not.toContain('secret-in-a-broken-file');
  });

  it('lets the caller go whose program for a token never ends', async () => {
    const connection = connect({ kubeconfig: 'env:K' }, { K: kubeconfig({ exec: { command: 'sleep', args: ['3'] } }) });
    const { code } = await failureOf(connection.current({ signal: AbortSignal.timeout(100) }));
    expect(code).toBe('timeout');
  });
});

it('uses a rotated token without a new connection', async () => {
  const env = { T: 'an-old-token' };
  const connection = connect({ server: world.url, token: 'env:T' }, env);
  expect((await failureOf(connection.current(soon()))).code).toBe('auth');
  env.T = TOKEN;
  expect((await connection.current(soon())).label).toBe('1.2.0 #2');
});

it('locks one workload under one key, whatever the way to write its server', () => {
  const key = (config: Record<string, unknown>) =>
    kubernetes.resourceKey(kubernetes.config.parse({ namespace: 'shop', workload: 'deployment/web', ...config }));
  expect(key({ server: 'https://10.0.0.1/', token: 'env:T' })).toBe(
    key({ server: 'https://10.0.0.1', token: 'env:T' }),
  );
  expect(key({ context: 'prod', kubeconfig: 'env:K' })).toBe(key({ context: 'prod' }));
  expect(key({ context: 'prod', namespace: 'other' })).not.toBe(key({ context: 'prod' }));
});
