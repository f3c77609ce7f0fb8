import { afterEach, describe, expect, it } from 'vitest';
import { selfSignedCertificate } from '@/lib/net/testing/certificate';
import { closedPort, readAll, serve, type TestServer } from '@/lib/net/testing/server';
import type { CheckContext, CheckResult } from '../contract';
import { http } from '.';

const servers: TestServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function start(...args: Parameters<typeof serve>): Promise<TestServer> {
  const server = await serve(...args);
  servers.push(server);
  return server;
}

const NOW = new Date('2026-03-01T00:00:00Z');
const values: Record<string, string> = { 'env:TOKEN': 's3cret-value' };
function ask(config: unknown, context: Partial<CheckContext> = {}): Promise<CheckResult> {
  return http.ask(http.config.parse(config), {
    signal: new AbortController().signal,
    clock: () => NOW,
    resolve: async (reference) => {
      const value = values[reference];
      if (value === undefined) throw new Error(`${reference} is not set`);
      return value;
    },
    ...context,
  });
}

describe('http: what the service answers', () => {
  it('passes on the expected status', async () => {
    const { url } = await start((_request, response) => response.end('fine'));
    const result = await ask({ url });
    expect(result.verdict).toBe('pass');
    expect(result.observed).toMatch(/^200 in \d+ ms$/);
  });

  it('fails on another status, and takes any of a list', async () => {
    const { url } = await start((_request, response) => response.writeHead(503).end());
    expect(await ask({ url })).toMatchObject({ verdict: 'fail', observed: expect.stringMatching(/^503 in \d+ ms$/) });
    expect(await ask({ url, status: [200, 503] })).toMatchObject({ verdict: 'pass' });
  });

  it('compares a value inside JSON and tells both', async () => {
    const { url } = await start((_request, response) => response.end('{"status":"degraded","parts":[{"up":true}]}'));
    const bad = await ask({ url, json: { path: 'status', equals: 'ok' } });
    expect(bad).toMatchObject({
      verdict: 'fail',
      observed: expect.stringContaining('status: "degraded", wanted "ok"'),
    });
    expect(await ask({ url, json: { path: 'parts[0].up', equals: true } })).toMatchObject({ verdict: 'pass' });
    const missing = await ask({ url, json: { path: 'nothing.here', equals: 1 } });
    expect(missing).toMatchObject({ verdict: 'fail', observed: expect.stringContaining('no nothing.here') });
  });

  it('fails where JSON is expected and something else comes', async () => {
    const { url } = await start((_request, response) => response.end('<html>'));
    expect(await ask({ url, json: { path: 'status', equals: 'ok' } })).toMatchObject({
      verdict: 'fail',
      observed: expect.stringContaining('not JSON'),
    });
  });

  it('looks for a pattern in the first 256 KiB and no further', async () => {
    const { url } = await start((_request, response) => response.end(`early ${'x'.repeat(300 * 1024)} late`));
    expect(await ask({ url, bodyPattern: '^ear.y' })).toMatchObject({ verdict: 'pass' });
    expect(await ask({ url, bodyPattern: 'late$' })).toMatchObject({
      verdict: 'fail',
      observed: expect.stringContaining('in the first 256 KiB'),
    });
  });

  it('stops a pattern that backtracks without end', async () => {
    const { url } = await start((_request, response) => response.end(`${'a'.repeat(50)}!`));
    expect(await ask({ url, bodyPattern: '^(a+)+$' })).toMatchObject({
      verdict: 'error',
      observed: expect.stringContaining('pattern takes too long'),
    });
  });

  it('fails when the answer is slower than allowed', async () => {
    const { url } = await start((_request, response) => void setTimeout(() => response.end(), 60));
    expect(await ask({ url, maxLatencyMs: 20 })).toMatchObject({
      verdict: 'fail',
      observed: expect.stringContaining('slower than 20 ms'),
    });
  });

  it('sends method, headers and JSON body', async () => {
    const { url } = await start(async (request, response) => {
      const { method, headers } = request;
      response.end(`${method} ${headers['content-type']} ${headers['x-lane']} ${await readAll(request)}`);
    });
    const config = { url, method: 'POST', headers: { 'X-Lane': 'two' }, body: { a: [1] } };
    const pattern = '^POST application/json two \\{"a":\\[1\\]\\}$';
    expect(await ask({ ...config, bodyPattern: pattern })).toMatchObject({ verdict: 'pass' });
  });
});

describe('http: a service that does not answer', () => {
  it('fails when the connection is refused', async () => {
    expect(await ask({ url: `http://127.0.0.1:${await closedPort()}/` })).toMatchObject({
      verdict: 'fail',
      observed: 'connection refused (ECONNREFUSED)',
    });
  });

  it('fails when the connection is dropped', async () => {
    const { url } = await start((request) => request.socket.destroy());
    expect(await ask({ url })).toMatchObject({
      verdict: 'fail',
      observed: expect.stringContaining('connection closed'),
    });
  });

  it('fails when it is silent for the whole time, also in the middle of the reply', async () => {
    const silent = await start(() => undefined);
    expect(await ask({ url: silent.url, timeoutMs: 100 })).toMatchObject({
      verdict: 'fail',
      observed: 'no answer in time (100 ms)',
    });
    const halting = await start((_request, response) => void response.write('half of'));
    expect(await ask({ url: halting.url, timeoutMs: 100 })).toMatchObject({ verdict: 'fail' });
  });

  it('tells an interruption by the caller from a silent service', async () => {
    const controller = new AbortController();
    const { url } = await start(() => controller.abort());
    expect(await ask({ url }, { signal: controller.signal })).toMatchObject({
      verdict: 'error',
      observed: 'interrupted before it was answered',
    });
  });
});

describe('http: what cannot be asked', () => {
  it.each([
    'http://169.254.169.254/latest/meta-data/',
    'http://2852039166/',
    'http://0xa9fea9fe/',
    'http://[::ffff:169.254.169.254]/',
    'http://[64:ff9b::a9fe:a9fe]/',
    'http://[fe80::1]/',
    'http://[fd00:ec2::254]/',
    'http://metadata.google.internal/computeMetadata/v1/',
    'http://100.100.100.200/',
  ])('never asks %s', async (url) => {
    expect(await ask({ url })).toMatchObject({ verdict: 'error', observed: expect.stringContaining('never asked') });
  });

  it('never follows a redirect to such an address', async () => {
    const { url } = await start((_request, response) =>
      response.writeHead(302, { location: 'http://169.254.169.254/latest/' }).end(),
    );
    expect(await ask({ url })).toMatchObject({ verdict: 'error', observed: expect.stringContaining('never asked') });
  });

  it('is an error when the name does not resolve', async () => {
    const result = await ask({ url: 'http://no-such-host.invalid/' });
    expect(result).toMatchObject({ verdict: 'error', observed: expect.stringContaining('cannot be resolved') });
  });

  it('is an error when a reference has no value, without quoting what was read', async () => {
    const { url } = await start((_request, response) => response.end());
    expect(await ask({ url, headers: { authorization: 'Bearer env:MISSING' } })).toMatchObject({
      verdict: 'error',
      observed: 'a reference of this check has no usable value',
    });
  });
});

describe('http: redirects', () => {
  it('follows them, dropping headers at another origin', async () => {
    const target = await start((request, response) =>
      response.end(`seen ${request.headers.authorization ?? 'nothing'}`),
    );
    const { url } = await start((_request, response) => response.writeHead(302, { location: target.url }).end());
    const headers = { authorization: 'env:TOKEN' };
    expect(await ask({ url, headers, bodyPattern: '^seen nothing$' })).toMatchObject({ verdict: 'pass' });
  });

  it('takes a redirect as the answer when its status is expected', async () => {
    const { url } = await start((_request, response) => response.writeHead(301, { location: '/elsewhere' }).end());
    expect(await ask({ url, status: 301 })).toMatchObject({ verdict: 'pass' });
  });

  it('fails when they go on for ever', async () => {
    const { url } = await start((_request, response) => response.writeHead(302, { location: '/again' }).end());
    expect(await ask({ url })).toMatchObject({ verdict: 'fail', observed: 'more than 5 redirects' });
  });
});

describe('http: secrets', () => {
  it('sends the value and shows it nowhere, even when the reply echoes it', async () => {
    const { url } = await start((request, response) =>
      response.end(JSON.stringify({ echo: `${'x'.repeat(45)}${request.headers.authorization}` })),
    );
    const config = { url, headers: { authorization: 'Bearer env:TOKEN' }, json: { path: 'echo', equals: 'no' } };
    const { observed } = await ask(config);
    expect(observed).toContain('•••');
    expect(observed).not.toContain('s3cr');
  });
});

describe('http: TLS', () => {
  const days = (count: number) => new Date(Date.now() + count * 86_400_000);

  it('is an error when the certificate is not trusted, and a pass once it is', async () => {
    const tls = selfSignedCertificate(days(-1), days(90));
    const { url } = await start((_request, response) => response.end(), tls);
    expect(await ask({ url })).toMatchObject({
      verdict: 'error',
      observed: expect.stringContaining('cannot be trusted'),
    });
    values['env:CA'] = tls.cert;
    expect(await ask({ url, ca: 'env:CA' })).toMatchObject({ verdict: 'pass' });
  });

  it('fails when the certificate ends too soon', async () => {
    const tls = selfSignedCertificate(days(-1), days(5));
    const { url } = await start((_request, response) => response.end(), tls);
    values['env:CA'] = tls.cert;
    const context = { clock: () => new Date() };
    expect(await ask({ url, ca: 'env:CA', tlsExpiresInDays: 2 }, context)).toMatchObject({ verdict: 'pass' });
    expect(await ask({ url, ca: 'env:CA', tlsExpiresInDays: 14 }, context)).toMatchObject({
      verdict: 'fail',
      observed: expect.stringContaining('certificate ends in 4 d, wanted 14 d'),
    });
  });

  it('fails when the certificate has ended', async () => {
    const tls = selfSignedCertificate(days(-10), days(-1));
    const { url } = await start((_request, response) => response.end(), tls);
    values['env:CA'] = tls.cert;
    expect(await ask({ url, ca: 'env:CA' })).toMatchObject({
      verdict: 'fail',
      observed: 'certificate expired (CERT_HAS_EXPIRED)',
    });
  });
});
