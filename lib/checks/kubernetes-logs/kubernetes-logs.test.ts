import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type StartedEmulator, startEmulator } from '@/lib/lab/emulator/start';
import { askWith } from '../testing';
import { kubernetesLogs } from '.';

const FILE = fileURLToPath(new URL('../../lab/kubernetes/main.ts', import.meta.url));
const TOKEN = 'canary-token-never-seen';
const options = { token: TOKEN, revisions: 1, replicas: 3, stepMs: 15, startSteps: 1 };

let cluster: StartedEmulator;
const ask = (config: object) =>
  askWith({ 'env:TOKEN': TOKEN })(kubernetesLogs, {
    server: cluster.url,
    token: 'env:TOKEN',
    namespace: 'shop',
    workload: 'deployment/web',
    pattern: 'ERROR|FATAL',
    // The client is large, and loaded with the first question.
    timeoutMs: 30_000,
    ...config,
  });

beforeAll(async () => {
  cluster = await startEmulator(FILE, options);
});
afterAll(() => cluster.close());
beforeEach(async () => {
  await cluster.control.act('reset', options);
  await cluster.control.act('log', { lines: ['ERROR long ago'], agoSeconds: 600 });
  await cluster.control.act('log', { lines: ['INFO paid', `ERROR pay failed with ${TOKEN}`, 'FATAL cart lost'] });
});

describe('a check of the logs in a cluster', () => {
  it('counts the matching lines of all pods in the window, and shows the newest without secrets', async () => {
    const { verdict, observed } = await ask({});
    expect(verdict).toBe('fail');
    expect(observed).toMatch(/^2: FATAL cart lost \/ ERROR pay failed with /);
    expect(observed).not.toContain(TOKEN);
  });

  it('passes with as many lines as are fine, and with none', async () => {
    expect((await ask({ atMost: 2 })).verdict).toBe('pass');
    expect(await ask({ pattern: 'OutOfMemory' })).toMatchObject({ verdict: 'pass', observed: '0' });
  });

  it('looks no further back than the window, by a label selector as well', async () => {
    expect((await ask({ windowSeconds: 3_600 })).observed).toMatch(/^3: /);
    expect((await ask({ workload: undefined, selector: 'app=web' })).observed).toMatch(/^2: /);
  });

  it('asks one container, and stops counting once there are too many', async () => {
    expect((await ask({ container: 'web' })).observed).toMatch(/^2: /);
    await cluster.control.act('log', { lines: Array.from({ length: 9 }, (_, at) => `ERROR ${at}`) });
    expect((await ask({ atMost: 4 })).observed).toMatch(/^≥ 5: /);
  });

  it('says that nothing was searched where there is no pod', async () => {
    for (const config of [{ workload: undefined, selector: 'app=other' }, { container: 'sidecar' }])
      expect(await ask(config)).toMatchObject({
        verdict: 'error',
        observed: expect.stringContaining('nothing was searched'),
      });
  });

  it('leaves out what waits for its image, and has nothing to search when all do', async () => {
    await cluster.control.act('breakImage', { image: 'registry.shop.test/shop/web:9.0.0' });
    await cluster.control.act('deploy', { image: 'registry.shop.test/shop/web:9.0.0' });
    await cluster.control.act('settle');
    expect((await ask({})).observed).toMatch(/^2: /);
  });

  it('names the permission that is missing', async () => {
    await cluster.control.act('deny', { verb: 'get', resource: 'pods/log' });
    expect(await ask({})).toMatchObject({ verdict: 'error', observed: expect.stringMatching(/^403 .*cannot get/) });
  });

  it.each([
    ['an unknown workload', { workload: 'deployment/none' }, '404'],
    ['a refused login', { token: 'env:WRONG' }, 'env:WRONG has no value'],
    ['a server that is not there', { server: 'http://127.0.0.1:9' }, 'connection refused'],
  ])('cannot be asked with %s', async (_what, config, why) => {
    expect(await ask(config)).toMatchObject({ verdict: 'error', observed: expect.stringContaining(why) });
  });

  it('wants a workload or a selector, and one cluster', () => {
    const accepts = (config: object) => kubernetesLogs.config.safeParse({ pattern: 'x', ...config }).success;
    expect(accepts({ context: 'prod' })).toBe(false);
    expect(accepts({ context: 'prod', workload: 'deployment/web', selector: 'app=web' })).toBe(false);
    expect(accepts({ context: 'prod', inCluster: true, selector: 'app=web' })).toBe(false);
    expect(accepts({ context: 'prod', selector: 'app=web' })).toBe(true);
  });

  it('is the same question by hand', () => {
    const config = kubernetesLogs.config.parse({
      context: 'prod',
      namespace: 'shop',
      selector: 'app=web',
      container: 'web',
      pattern: 'ERROR',
    });
    expect(kubernetesLogs.command(config)).toBe(
      'kubectl -n shop --context prod logs -l app=web --tail=-1 -c web --since=120s --max-log-requests=50 | grep -P ERROR',
    );
    expect(kubernetesLogs.expected(config)).toBe('≤ 0 · 120 s');
  });
});
