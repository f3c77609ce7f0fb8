import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type StartedEmulator, startEmulator } from '@/lib/lab/emulator/start';
import { askWith } from '../testing';
import { cloudwatchLogs } from '.';

const FILE = fileURLToPath(new URL('../../lab/aws/cloudwatch-logs/main.ts', import.meta.url));
const SECRET = 'canary-secret-key-never-seen';
const keys = { kind: 'keys', accessKeyId: 'env:ID', secretAccessKey: 'env:KEY' };
const HOUR_AGO_MS = Date.now() - 3_600_000;

let logs: StartedEmulator;
const ask = (config: object) =>
  askWith({ 'env:ID': 'AKIAEMULATOR', 'env:KEY': SECRET })(cloudwatchLogs, {
    region: 'eu-west-3',
    endpoint: logs.url,
    credentials: keys,
    group: '/shop/api',
    pattern: 'ERROR',
    ...config,
  });

beforeAll(async () => {
  logs = await startEmulator(FILE, { scannedPerPage: 3 });
  const quiet = Array.from({ length: 10 }, (_, index) => `INFO order ${index} paid`);
  await logs.control.act('write', { messages: ['ERROR long ago'], atMs: HOUR_AGO_MS });
  await logs.control.act('write', { messages: [...quiet, `ERROR pay failed with ${SECRET}`, 'ERROR cart lost'] });
});
afterAll(() => logs.close());

describe('a check of CloudWatch Logs', () => {
  it('counts the matching lines of the window, past empty pages, and shows the newest without secrets', async () => {
    const { verdict, observed } = await ask({});
    expect(verdict).toBe('fail');
    expect(observed).toMatch(/^2: ERROR cart lost \/ ERROR pay failed with /);
    expect(observed).not.toContain(SECRET);
  });

  it('passes with as many lines as are fine, and with none', async () => {
    expect((await ask({ atMost: 2 })).verdict).toBe('pass');
    expect(await ask({ pattern: 'FATAL' })).toMatchObject({ verdict: 'pass', observed: '0' });
  });

  it('looks no further back than the window', async () => {
    expect((await ask({ windowSeconds: 7_200 })).observed).toMatch(/^3: /);
  });

  it('stops reading once there are too many', async () => {
    expect(await ask({ pattern: 'INFO', atMost: 4 })).toMatchObject({
      verdict: 'fail',
      observed: expect.stringMatching(/^≥ 5: /),
    });
  });

  it.each([
    ['an unknown group', { group: '/shop/other' }, 'there is no log group /shop/other'],
    ['a refused pattern', { pattern: '{ $.level = }' }, 'InvalidParameterException: Invalid filter pattern'],
    ['a refused login', { region: 'eu-west-1' }, 'InvalidSignatureException'],
    ['a reference without a value', { credentials: { ...keys, secretAccessKey: 'env:NONE' } }, 'env:NONE has no value'],
    ['a server that is not there', { endpoint: 'http://127.0.0.1:9' }, 'connection refused'],
  ])('cannot be asked with %s', async (_what, config, why) => {
    expect(await ask(config)).toMatchObject({ verdict: 'error', observed: expect.stringContaining(why) });
  });

  it('is the same question by hand', () => {
    const config = cloudwatchLogs.config.parse({ region: 'eu-west-3', group: '/shop/api', pattern: '?ERROR ?FATAL' });
    expect(cloudwatchLogs.command(config)).toBe(
      "aws logs filter-log-events --region eu-west-3 --log-group-name /shop/api --filter-pattern '?ERROR ?FATAL' --start-time $((($(date +%s) - 120) * 1000)) --max-items 5",
    );
    expect(cloudwatchLogs.expected(config)).toBe('≤ 0 · 120 s');
  });
});
