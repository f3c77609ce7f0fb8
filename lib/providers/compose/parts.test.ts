import { describe, expect, it } from 'vitest';
import { compose } from '.';
import { classify } from './classify';
import { composeConfig } from './config';
import { parseImageName, sameRepository } from './image-name';

const minimal = { directory: '/srv/shop', service: 'web' };

describe('configuration', () => {
  it('has defaults for all but the directory and the service', () => {
    expect(composeConfig.parse(minimal)).toEqual({
      ...minimal,
      files: [],
      profiles: [],
      variables: {},
      docker: 'docker',
      timeoutSeconds: 30,
      changeTimeoutSeconds: 300,
    });
  });

  it.each(['unix:///run/user/1000/docker.sock', 'tcp://10.0.0.5:2376', 'ssh://deploy@host.example:2222'])(
    'takes host %s',
    (host) => expect(composeConfig.safeParse({ ...minimal, host }).success).toBe(true),
  );

  it.each([
    { directory: 'shop' },
    { service: '--help' },
    { files: ['-x'] },
    { profiles: ['a b'] },
    { host: 'ssh://deploy:password@host' },
    { host: 'tcp://user@host:2376' },
    { host: 'http://host' },
    { tls: { ca: 'file:/ca', cert: 'file:/cert', key: '-----BEGIN' } },
    { repository: 'UPPER/case' },
    { docker: '--host=x' },
  ])('refuses %j', (wrong) => expect(composeConfig.safeParse({ ...minimal, ...wrong }).success).toBe(false));

  it('keeps hosts, directories and services apart', () => {
    const keys = [{}, { host: 'tcp://a:1' }, { directory: '/srv/other' }, { service: 'api' }].map((more) =>
      compose.resourceKey(composeConfig.parse({ ...minimal, ...more })),
    );
    expect(new Set(keys).size).toBe(4);
    const named = composeConfig.parse({ ...minimal, host: 'unix:///var/run/docker.sock' });
    expect(compose.resourceKey(named)).toBe(keys[0]);
  });
});

describe('the name of an image', () => {
  it.each([
    ['nginx', { repository: 'nginx', tag: undefined, digest: undefined }],
    ['host:5000/shop/web', { repository: 'host:5000/shop/web', tag: undefined, digest: undefined }],
    ['host:5000/shop/web:1.4', { repository: 'host:5000/shop/web', tag: '1.4', digest: undefined }],
    ['web:1@sha256:ab', { repository: 'web', tag: '1', digest: 'sha256:ab' }],
  ])('%s is read', (name, parts) => expect(parseImageName(name)).toEqual(parts));

  it('is the same without what Docker leaves out', () => {
    expect(sameRepository('docker.io/library/nginx', 'nginx')).toBe(true);
    expect(sameRepository('ghcr.io/library/nginx', 'nginx')).toBe(false);
  });
});

const PYTHON = 'docker.errors.DockerException: Error while fetching server API version';

describe('a failure of the command lines', () => {
  it.each([
    ['permission denied while trying to connect to the Docker daemon socket', 'auth'],
    ['error during connect: Get "https://x": remote error: tls: bad certificate', 'auth'],
    ['Error response from daemon: pull access denied for shop/web', 'auth'],
    ['Error response from daemon: toomanyrequests: You have reached your pull rate limit.', 'rate_limited'],
    [
      'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
      'unavailable',
    ],
    ['error during connect: Post "http://x": EOF', 'unavailable'],
    ['Error response from daemon: No such image: shop/web:1', 'not_found'],
    ['no such service: web', 'not_found'],
    ['no configuration file provided: not found', 'not_found'],
    ['Error response from daemon: port is already allocated', 'failed'],
    // Version 1 of compose, whose last line is that of a Python exception.
    [`${PYTHON}: ('Connection aborted.', PermissionError(13, 'Permission denied'))`, 'auth'],
    [`${PYTHON}: (Caused by SSLError(SSLError(1, '[SSL: TLSV1_ALERT_UNKNOWN_CA] tlsv1 alert unknown ca')))`, 'auth'],
    [`${PYTHON}: ('Connection aborted.', FileNotFoundError(2, 'No such file or directory'))`, 'unavailable'],
    [`${PYTHON}: (Caused by NewConnectionError('[Errno -2] Name or service not known'))`, 'unavailable'],
    [".FileNotFoundError: [Errno 2] No such file or directory: './nope.yaml'", 'not_found'],
  ])('%s is %s', (stderr, code) => expect(classify('docker', 'the host', stderr).code).toBe(code));

  it('is quoted where no rule knows it', () => {
    expect(classify('compose up', 'the host', 'first\nport is already allocated\n').message).toContain(
      'first / port is already allocated',
    );
  });
});
