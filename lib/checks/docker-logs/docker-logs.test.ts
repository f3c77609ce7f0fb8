import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type StartedEmulator, startEmulator } from '@/lib/lab/emulator/start';
import { askWith } from '../testing';
import { dockerLogs } from '.';

const LAB = fileURLToPath(new URL('../../lab/compose/', import.meta.url));
const SECRET = 'canary-client-key-never-seen';
const service = { project: 'shop', name: 'web' };

let host: StartedEmulator;
const settings = (more: object) => ({
  host: host.url.replace('http:', 'tcp:'),
  docker: path.join(LAB, 'bin/docker'),
  tls: { ca: 'env:CERT', cert: 'env:CERT', key: 'env:KEY' },
  pattern: '^ERROR',
  timeoutMs: 60_000,
  ...more,
});
const ask = (config: object) =>
  askWith({ 'env:CERT': 'a certificate', 'env:KEY': SECRET })(dockerLogs, settings(config));

beforeAll(async () => {
  host = await startEmulator(path.join(LAB, 'main.ts'), { history: 2 });
  const now = Date.now();
  await host.control.act('log', { lines: ['ERROR an hour ago'], atMs: now - 3_600_000 });
  await host.control.act('log', {
    lines: ['INFO ERROR is only a word here', `ERROR pay with ${SECRET}`],
    atMs: now - 2_000,
  });
  await host.control.act('log', { lines: ['ERROR cart lost'], atMs: now - 1_000 });
});
afterAll(() => host.close());

describe('a check of a container’s log', () => {
  it('counts the matching lines of the window and shows the newest without secrets', async () => {
    const { verdict, observed } = await ask({ service });
    expect([verdict, observed]).toEqual(['fail', expect.stringMatching(/^2: ERROR cart lost \/ ERROR pay with /)]);
    expect(observed).not.toContain(SECRET);
  });

  it('asks one container by its name, as far back as it is told', async () => {
    expect((await ask({ container: 'shop-web-1', windowSeconds: 7_200 })).observed).toMatch(/^3: /);
  });

  it('passes with as many lines as are fine, and with none', async () => {
    expect((await ask({ service, atMost: 2 })).verdict).toBe('pass');
    expect(await ask({ service, pattern: 'FATAL' })).toMatchObject({ verdict: 'pass', observed: '0' });
  });

  it.each([
    ['a service without containers', { service: { project: 'shop', name: 'api' } }, 'shop has no container of api'],
    ['an unknown container', { container: 'other' }, 'No such container: other'],
    ['a host that is not there', { service, host: 'tcp://127.0.0.1:9' }, 'error during connect'],
    ['no docker', { service, docker: '/nowhere/docker' }, 'could not be started (ENOENT)'],
    [
      'a reference without a value',
      { service, tls: { ca: 'env:X', cert: 'env:X', key: 'env:X' } },
      'env:X has no value',
    ],
    ['a pattern without an end', { service, pattern: '^(\\w+\\s?)*$', windowSeconds: 7_200 }, 'takes too long'],
  ])('cannot be asked with %s', async (_what, config, why) => {
    if (why === 'takes too long')
      await host.control.act('log', { lines: [`${'long '.repeat(30)}!`], atMs: Date.now() });
    expect(await ask(config)).toMatchObject({ verdict: 'error', observed: expect.stringContaining(why) });
  });

  it('is about one container or one service', () => {
    const parse = (config: object) => dockerLogs.config.safeParse({ pattern: 'ERROR', ...config }).success;
    expect([parse({}), parse({ container: 'web', service }), parse({ container: 'web' })]).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('is the same question by hand', () => {
    const config = dockerLogs.config.parse({ service, pattern: 'ERROR', host: 'ssh://deploy@host' });
    expect(dockerLogs.command(config)).toBe(
      'export DOCKER_HOST=ssh://deploy@host; for id in $(docker ps --all --quiet --no-trunc --filter label=com.docker.compose.project=shop --filter label=com.docker.compose.service=web); do docker logs --timestamps --since 120s "$id"; done 2>&1 | grep -P ERROR',
    );
    expect(dockerLogs.expected(config)).toBe('≤ 0 · 120 s');
  });
});
