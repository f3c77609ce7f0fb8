import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type StartedEmulator, startEmulator } from '@/lib/lab/emulator/start';
import { askWith } from '../testing';
import { cloudwatchMetric } from '.';

const FILE = fileURLToPath(new URL('../../lab/aws/cloudwatch/main.ts', import.meta.url));
const NOW = new Date('2026-03-01T03:10:30.000Z');
const minute = (minutesAgo: number): number => Math.floor(NOW.getTime() / 60_000 - minutesAgo) * 60;

let watch: StartedEmulator;
const ask = (config: object) =>
  askWith({ 'env:ID': 'AKIAEMULATOR', 'env:KEY': 'not-checked-by-the-emulator' })(
    cloudwatchMetric,
    {
      region: 'eu-west-3',
      endpoint: watch.url,
      credentials: { kind: 'keys', accessKeyId: 'env:ID', secretAccessKey: 'env:KEY' },
      namespace: 'AWS/ApplicationELB',
      metric: 'TargetResponseTime',
      dimensions: { LoadBalancer: 'app/shop' },
      ...config,
    },
    { clock: () => NOW },
  );

beforeAll(async () => {
  watch = await startEmulator(FILE, { valuesPerPage: 2 });
  const metric = {
    namespace: 'AWS/ApplicationELB',
    name: 'TargetResponseTime',
    dimensions: { LoadBalancer: 'app/shop' },
  };
  const values = [
    [9, 7],
    [4, 0.21],
    [3, 0.3],
    [2, 0.42],
    [1, 0.25],
    // The period that has just begun.
    [0, 9],
  ] as const;
  for (const [ago, value] of values)
    await watch.control.act('measure', { ...metric, statistic: 'Average', atSeconds: minute(ago), value });
  await watch.control.act('measure', { ...metric, statistic: 'p99', atSeconds: minute(1), value: 2.5 });
});
afterAll(() => watch.close());

describe('a check of a CloudWatch metric', () => {
  it('passes when every value of the window lies within the bounds, over pages, whole periods only', async () => {
    expect(await ask({ below: 0.5 })).toMatchObject({ verdict: 'pass', observed: '0.21 … 0.42' });
  });

  it('fails with the newest value that does not, and how many do not', async () => {
    expect(await ask({ below: 0.3 })).toMatchObject({
      verdict: 'fail',
      observed: '0.42, wanted < 0.3, 2 of 4 times',
    });
  });

  it('looks as far back as the window, and at another statistic', async () => {
    expect((await ask({ below: 0.5, windowSeconds: 600 })).verdict).toBe('fail');
    expect(await ask({ below: 1, statistic: 'p99' })).toMatchObject({ verdict: 'fail', observed: '2.5, wanted < 1' });
  });

  it.each([
    ['no value at all', { metric: 'Latency' }, 'no data for Latency in 300 s'],
    ['other dimensions', { dimensions: {} }, 'no data for TargetResponseTime'],
    ['a refused login', { region: 'eu-west-1' }, 'InvalidSignatureException'],
    ['a server that is not there', { endpoint: 'http://127.0.0.1:9' }, 'connection refused'],
  ])('knows nothing with %s', async (_what, config, why) => {
    expect(await ask({ below: 1, ...config })).toMatchObject({
      verdict: 'error',
      observed: expect.stringContaining(why),
    });
  });

  it('wants a bound, and a period within the window', () => {
    const config = { namespace: 'Shop', metric: 'Orders', region: 'eu-west-3' };
    expect(cloudwatchMetric.config.safeParse(config).success).toBe(false);
    expect(cloudwatchMetric.config.safeParse({ ...config, above: 0, periodSeconds: 600 }).success).toBe(false);
    expect(cloudwatchMetric.config.safeParse({ ...config, above: 0 }).success).toBe(true);
  });

  it('is the same question by hand', () => {
    const config = cloudwatchMetric.config.parse({
      namespace: 'Shop',
      metric: 'Orders',
      dimensions: { Service: 'api v2' },
      statistic: 'p99',
      atLeast: 1,
    });
    expect(cloudwatchMetric.command(config)).toBe(
      "aws cloudwatch get-metric-statistics --namespace Shop --metric-name Orders --dimensions 'Name=Service,Value=api v2' --extended-statistics p99 --period 60 --start-time $(($(date +%s) - 300)) --end-time $(date +%s)",
    );
    expect(cloudwatchMetric.expected(config)).toBe('p99 ≥ 1 · 300 s');
  });
});
