import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type StartedEmulator, startEmulator } from '@/lib/lab/emulator/start';
import { askWith } from '../testing';
import { vercelLogs } from '.';

const FILE = fileURLToPath(new URL('../../lab/vercel/main.ts', import.meta.url));
const TOKEN = 'canary-vercel-token-never-seen';

let vercel: StartedEmulator;
const ask = (config: object) =>
  askWith({ 'env:TOKEN': TOKEN, 'env:OTHER': 'another-token' })(vercelLogs, {
    project: 'shop',
    token: 'env:TOKEN',
    baseUrl: vercel.url,
    logsUrl: vercel.url,
    pattern: 'Error|\\b5\\d\\d$',
    ...config,
  });

beforeAll(async () => {
  vercel = await startEmulator(FILE, { token: TOKEN, history: 2, logsPerPage: 2 });
  await vercel.control.act('request', { path: '/old', status: 500, agoSeconds: 600 });
  for (const [path, status, messages] of [
    ['/', 200, []],
    ['/api/pay', 200, ['paying', `Error: card refused with ${TOKEN}`]],
    ['/api/cart', 200, ['ok']],
    ['/api/orders', 502, []],
    ['/status', 200, []],
  ] as const)
    await vercel.control.act('request', { path, status, messages });
});
afterAll(() => vercel.close());

describe('a check of the logs of a Vercel project', () => {
  it('counts matching requests and lines of the window, over pages, and shows the newest without secrets', async () => {
    const { verdict, observed } = await ask({});
    expect(verdict).toBe('fail');
    expect(observed).toMatch(/^2: GET \/api\/orders 502 \/ Error: card refused with /);
    expect(observed).not.toContain(TOKEN);
  });

  it('passes with as many lines as are fine, and with none', async () => {
    expect((await ask({ atMost: 2 })).verdict).toBe('pass');
    expect(await ask({ pattern: 'OutOfMemory' })).toMatchObject({ verdict: 'pass', observed: '0' });
  });

  it('looks as far back as the window, at one environment', async () => {
    expect((await ask({ windowSeconds: 3_600 })).observed).toMatch(/^3: /);
    expect((await ask({ environment: 'preview' })).observed).toBe('0');
  });

  it('stops counting once there are too many', async () => {
    expect((await ask({ pattern: '.', atMost: 4 })).observed).toMatch(/^≥ 5: /);
  });

  it.each([
    ['an unknown project', { project: 'other' }, '404'],
    ['a refused token', { token: 'env:OTHER' }, '403'],
    ['a reference without a value', { token: 'env:NONE' }, 'env:NONE has no value'],
    ['a server that is not there', { baseUrl: 'http://127.0.0.1:9' }, 'connection refused'],
  ])('cannot be asked with %s', async (_what, config, why) => {
    expect(await ask(config)).toMatchObject({ verdict: 'error', observed: expect.stringContaining(why) });
  });

  it('is the same question by hand', () => {
    const config = vercelLogs.config.parse({ project: 'shop', team: 'acme', token: 'env:VERCEL', pattern: 'Error' });
    expect(vercelLogs.command(config)).toBe(
      'vercel logs --project shop --environment production --since 120s --json --scope acme --token "$VERCEL" | grep -P Error',
    );
    expect(vercelLogs.expected(config)).toBe('≤ 0 · 120 s');
  });
});
