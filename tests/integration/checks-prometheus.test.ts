import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prometheus } from '@/lib/checks/prometheus';
import { askWith } from '@/lib/checks/testing';
import { type StartedEmulator, startEmulator } from '@/lib/lab/emulator/start';
import { closedPort } from '@/lib/net/testing/server';

const FILE = fileURLToPath(new URL('../setup/monitoring/prometheus-process.ts', import.meta.url));
const CANARY = 'canary-51b7e0c2d9';
const NOW = new Date('2026-03-01T12:00:00Z');
const now = NOW.getTime() / 1_000;

let server: StartedEmulator;
let guarded: StartedEmulator;
beforeAll(async () => {
  const login = `Basic ${Buffer.from(`repli:${CANARY}`).toString('base64')}`;
  [server, guarded] = await Promise.all([startEmulator(FILE), startEmulator(FILE, { authorization: login })]);
});
afterAll(() => Promise.all([server?.close(), guarded?.close()]));

const asking = askWith({ 'env:PASSWORD': CANARY });
const ask = (config: object, context = {}) =>
  asking(prometheus, { url: server.url, ...config }, { clock: () => NOW, ...context });

/** What a query gives from now on: values of each series, the last one of now and the others `everySeconds` before. */
async function given(query: string, series: Record<string, (string | null)[]>, everySeconds = 10): Promise<string> {
  await server.control.act('answer', {
    query,
    series: Object.entries(series).map(([pod, values]) => ({
      metric: pod === '' ? {} : { pod },
      samples: values.map((value, index) => [now - (values.length - 1 - index) * everySeconds, value]),
    })),
  });
  return query;
}
const times = (count: number, value: string) => Array<string>(count).fill(value);

describe('prometheus: the value of now', () => {
  it('passes within the bounds and says the value', async () => {
    const query = await given('error_ratio', { '': ['0.0125'] });
    expect(await ask({ query, below: 0.05 })).toMatchObject({ verdict: 'pass', observed: '0.0125' });
  });

  it('fails when one series of several is outside, and names it', async () => {
    const query = await given('latency', { a: ['0.2'], b: ['1.7'], c: ['0.3'] });
    expect(await ask({ query, atMost: 0.5 })).toMatchObject({
      verdict: 'fail',
      observed: '1.7 {pod="b"}, wanted ≤ 0.5, 1 of 3 series',
    });
    expect(await ask({ query, atMost: 2, above: 0 })).toMatchObject({
      verdict: 'pass',
      observed: '0.2 … 1.7 in 3 series',
    });
  });

  it('takes a scalar', async () => {
    await server.control.act('answer', { query: 'scalar(up)', resultType: 'scalar', raw: [now, '1'] });
    expect(await ask({ query: 'scalar(up)', atLeast: 1 })).toMatchObject({ verdict: 'pass', observed: '1' });
  });

  it('fails on infinity beyond an upper bound', async () => {
    const query = await given('slowest', { '': ['+Inf'] });
    expect(await ask({ query, below: 5 })).toMatchObject({ verdict: 'fail', observed: 'Infinity, wanted < 5' });
  });
});

describe('prometheus: over a window', () => {
  const window = { windowSeconds: 60, stepSeconds: 10 };

  it('passes when every moment lay within the bounds', async () => {
    const query = await given('held', { '': times(7, '0.1') });
    expect(await ask({ query, below: 0.5, ...window })).toMatchObject({ verdict: 'pass', observed: '0.1' });
  });

  it('fails when one moment did not', async () => {
    const query = await given('spiked', { '': ['0.1', '0.1', '0.9', '0.1', '0.1', '0.1', '0.1'] });
    expect(await ask({ query, below: 0.5, ...window })).toMatchObject({
      verdict: 'fail',
      observed: '0.9, wanted < 0.5, 1 of 7 times',
    });
  });

  it('is an error when the series ended within the window: its silence is no pass', async () => {
    const query = await given('vanished', { '': ['0.1', '0.1', '0.1', null, null, null, null] });
    expect(await ask({ query, below: 0.5, ...window })).toMatchObject({
      verdict: 'error',
      observed: 'no data for 4 of 7 moments',
    });
  });

  it('passes when a new pod takes over from an old one', async () => {
    const query = await given('replaced', {
      old: ['0.1', '0.1', '0.1', '0.1', null, null, null],
      new: [null, null, null, '0.2', '0.2', '0.2', '0.2'],
    });
    expect(await ask({ query, below: 0.5, ...window })).toMatchObject({ verdict: 'pass' });
  });
});

describe('prometheus: what is not known is never a pass', () => {
  it('is an error when the query gives nothing', async () => {
    const nothing = { verdict: 'error', observed: 'no data: the query gives nothing' };
    expect(await ask({ query: 'no_such_metric', below: 1 })).toMatchObject(nothing);
    expect(await ask({ query: 'no_such_metric', below: 1, windowSeconds: 60 })).toMatchObject(nothing);
  });

  it('is an error when a value is no number', async () => {
    const query = await given('ratio_without_traffic', { a: ['0.1'], b: ['NaN'] });
    expect(await ask({ query, below: 1 })).toMatchObject({ verdict: 'error', observed: 'no number: NaN {pod="b"}' });
  });

  it.each([
    ['a text', { resultType: 'string', raw: [now, 'hello'] }, 'a text, not a number'],
    ['a range of values', { resultType: 'matrix', raw: [{ metric: {}, values: [[now, '1']] }] }, 'max_over_time'],
    ['a histogram', { raw: [{ metric: {}, histogram: [now, { count: '1', sum: '1' }] }] }, 'histogram_quantile'],
    [
      'a warning',
      { raw: [{ metric: {}, value: [now, '0'] }], warnings: ['a store did not answer'] },
      'a store did not answer',
    ],
    [
      'a refusal',
      { reply: { status: 422, body: { status: 'error', errorType: 'execution', error: 'multiple matches' } } },
      '422 from 127.0.0.1',
    ],
    ['a login page', { reply: { status: 200, body: '<html>Sign in</html>' } }, 'not the JSON of a query'],
    ['a redirect', { reply: { status: 302, headers: { location: 'https://sso.example' } } }, 'write the final address'],
  ])('is an error when it answers with %s', async (name, answer, words) => {
    await server.control.act('answer', { query: name, ...answer });
    expect(await ask({ query: name, below: 1 })).toMatchObject({
      verdict: 'error',
      observed: expect.stringContaining(words),
    });
  });

  it('is an error when the server is not there, or silent', async () => {
    const url = `http://127.0.0.1:${await closedPort()}`;
    expect(await ask({ url, query: 'up', below: 1 })).toMatchObject({
      verdict: 'error',
      observed: expect.stringContaining('refused'),
    });
    await server.control.fault('slow');
    expect(await ask({ query: 'up', below: 1, timeoutMs: 200 })).toMatchObject({
      verdict: 'error',
      observed: 'no answer in time',
    });
    await server.control.fault(null);
  });

  it('is an error when the caller interrupts it', async () => {
    const controller = new AbortController();
    await server.control.fault('slow');
    const answer = ask({ query: 'up', below: 1 }, { signal: controller.signal });
    await server.control.whenHeld();
    controller.abort();
    expect(await answer).toMatchObject({ verdict: 'error', observed: 'interrupted before it was answered' });
    await server.control.fault(null);
  });

  it('never asks a metadata address', async () => {
    expect(await ask({ url: 'http://169.254.169.254', query: 'up', below: 1 })).toMatchObject({
      verdict: 'error',
      observed: expect.stringContaining('never asked'),
    });
  });
});

describe('prometheus: logging in', () => {
  const basic = { username: 'repli', password: 'env:PASSWORD' };

  it('sends the login and the tenant', async () => {
    await guarded.control.act('answer', { query: 'up', raw: [{ metric: { job: CANARY }, value: [now, '0'] }] });
    const config = { url: guarded.url, query: 'up', basic, tenant: 'shop', above: 0 };
    const { verdict, observed } = await ask(config);
    expect(verdict).toBe('fail');
    expect(observed).toBe('0 {job="•••"}, wanted > 0');
    expect(JSON.parse(await guarded.control.everything())).toMatchObject({ tenants: expect.arrayContaining(['shop']) });
  });

  it('is an error when the login is refused or has no value, without a word of it', async () => {
    const results = await Promise.all([
      ask({ url: guarded.url, query: 'up', below: 1, bearer: 'env:PASSWORD' }),
      ask({ url: guarded.url, query: 'up', below: 1, bearer: 'env:MISSING' }),
    ]);
    expect(results).toMatchObject([
      { verdict: 'error', observed: expect.stringMatching(/^401 from 127\.0\.0\.1:\d+: the login was refused$/) },
      { verdict: 'error', observed: 'env:MISSING has no value: set it where the worker runs' },
    ]);
    expect(JSON.stringify(results)).not.toContain(CANARY.slice(0, 9));
  });
});
