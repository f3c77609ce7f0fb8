import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type StartedEmulator, startEmulator } from '@/lib/lab/emulator/start';
import { askWith } from '../testing';
import { cloudwatchAlarm } from '.';

const FILE = fileURLToPath(new URL('../../lab/aws/cloudwatch/main.ts', import.meta.url));

let watch: StartedEmulator;
const ask = (config: object) =>
  askWith({ 'env:ID': 'AKIAEMULATOR', 'env:KEY': 'not-checked-by-the-emulator' })(cloudwatchAlarm, {
    region: 'eu-west-3',
    endpoint: watch.url,
    credentials: { kind: 'keys', accessKeyId: 'env:ID', secretAccessKey: 'env:KEY' },
    ...config,
  });

beforeAll(async () => {
  watch = await startEmulator(FILE);
  await watch.control.act('put', { name: 'api-errors', state: 'OK' });
  await watch.control.act('put', { name: 'shop-down', state: 'OK', composite: true });
  await watch.control.act('put', { name: 'api-slow', state: 'ALARM', reason: 'Threshold Crossed: 2.3 s' });
  await watch.control.act('put', { name: 'api-orders', state: 'INSUFFICIENT_DATA' });
});
afterAll(() => watch.close());

describe('a check of CloudWatch alarms', () => {
  it('passes when all are OK, composite ones too', async () => {
    expect(await ask({ alarms: ['api-errors', 'shop-down'] })).toMatchObject({
      verdict: 'pass',
      observed: 'OK: api-errors, shop-down',
    });
  });

  it('fails with the reason of the one that rings, whatever the others say', async () => {
    expect(await ask({ alarms: ['api-errors', 'api-orders', 'api-slow', 'none'] })).toMatchObject({
      verdict: 'fail',
      observed: '1 × ALARM: api-slow Threshold Crossed: 2.3 s',
    });
  });

  it.each([
    ['an alarm that does not exist', { alarms: ['api-errors', 'none'] }, 'there is no alarm none'],
    ['too little data', { alarms: ['api-orders'] }, 'INSUFFICIENT_DATA: api-orders'],
    ['a refused login', { alarms: ['api-errors'], region: 'eu-west-1' }, 'InvalidSignatureException'],
    ['a server that is not there', { alarms: ['x'], endpoint: 'http://127.0.0.1:9' }, 'connection refused'],
  ])('knows nothing with %s', async (_what, config, why) => {
    expect(await ask(config)).toMatchObject({ verdict: 'error', observed: expect.stringContaining(why) });
  });

  it('is the same question by hand', () => {
    const config = cloudwatchAlarm.config.parse({ alarms: ['api errors'] });
    expect(cloudwatchAlarm.command(config)).toBe(
      "aws cloudwatch describe-alarms --alarm-names 'api errors' --alarm-types MetricAlarm CompositeAlarm --query '[MetricAlarms, CompositeAlarms][].[AlarmName, StateValue, StateReason]' --output text",
    );
    expect(cloudwatchAlarm.expected(config)).toBe('OK: api errors');
  });
});
