import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loki } from '@/lib/checks/loki';
import { askWith } from '@/lib/checks/testing';
import { type StartedEmulator, startEmulator } from '@/lib/lab/emulator/start';
import { closedPort } from '@/lib/net/testing/server';

const FILE = fileURLToPath(new URL('../setup/monitoring/loki-process.ts', import.meta.url));
const CANARY = 'canary-b03d77a1f4';
const NOW = new Date('2026-03-01T12:00:00Z');
const now = NOW.getTime() / 1_000;

let server: StartedEmulator;
beforeAll(async () => {
  server = await startEmulator(FILE, { authorization: `Bearer ${CANARY}` });
});
afterAll(() => server?.close());

const asking = askWith({ 'env:LOGS_TOKEN': CANARY });
const ask = (config: object, context = {}) => {
  const settings = {
    url: server.url,
    bearer: 'env:LOGS_TOKEN',
    tenant: 'shop',
    query: '{app="api"} |= "ERROR"',
    ...config,
  };
  return asking(loki, settings, { clock: () => NOW, ...context });
};
const hold = (...streams: { app: string; lines: [number, string][] }[]) =>
  server.control.act('hold', {
    streams: streams.map(({ app, lines }) => ({
      stream: { app },
      lines: lines.map(([ago, line]) => [now - ago, line]),
    })),
  });

describe('loki: counting lines', () => {
  it('passes without a matching line in the window', async () => {
    await hold(
      {
        app: 'api',
        lines: [
          [10, 'INFO started'],
          [200, 'ERROR long ago'],
        ],
      },
      { app: 'web', lines: [[5, 'ERROR other']] },
    );
    expect(await ask({})).toMatchObject({ verdict: 'pass', observed: '0' });
  });

  it('fails beyond the bound and shows the newest lines of all streams', async () => {
    await hold(
      {
        app: 'api',
        lines: [
          [30, 'ERROR first'],
          [10, 'ERROR third'],
        ],
      },
      { app: 'api', lines: [[20, 'ERROR second']] },
    );
    expect(await ask({ atMost: 2 })).toMatchObject({
      verdict: 'fail',
      observed: '3: ERROR third / ERROR second / ERROR first',
    });
    expect(await ask({ atMost: 3 })).toMatchObject({ verdict: 'pass' });
  });

  it('stops counting where the answer is clear', async () => {
    await hold({ app: 'api', lines: Array.from({ length: 50 }, (_, index) => [index + 1, `ERROR ${index}`]) });
    const { verdict, observed } = await ask({ atMost: 10 });
    expect(verdict).toBe('fail');
    expect(observed).toMatch(/^≥ 11: ERROR 0 \/ ERROR 1 \//);
    expect(observed.length).toBeLessThanOrEqual(200);
  });
});

describe('loki: what is not known is never a pass', () => {
  it('is an error when no log has that name', async () => {
    await hold({ app: 'api', lines: [[10, 'INFO']] });
    expect(await ask({ query: '{app="apy"} |= "ERROR"' })).toMatchObject({
      verdict: 'error',
      observed: 'no log is called {app="apy"}: nothing was searched',
    });
  });

  it('is an error when the query is refused, in the words of the server', async () => {
    expect(await ask({ query: '{app="api"} nonsense' })).toMatchObject({
      verdict: 'error',
      observed: expect.stringMatching(/^400 from .*: parse error at line 1/),
    });
  });

  it('is an error when the server is not there, silent or busy', async () => {
    const url = `http://127.0.0.1:${await closedPort()}`;
    expect(await ask({ url })).toMatchObject({ verdict: 'error', observed: expect.stringContaining('refused') });
    await server.control.fault('slow');
    expect(await ask({ timeoutMs: 200 })).toMatchObject({ verdict: 'error', observed: 'no answer in time' });
    await server.control.fault('unavailable');
    expect(await ask({})).toMatchObject({ verdict: 'error', observed: expect.stringContaining('503') });
    await server.control.fault(null);
  });

  it('is an error when the caller interrupts it', async () => {
    expect(await ask({}, { signal: AbortSignal.abort() })).toMatchObject({
      verdict: 'error',
      observed: 'interrupted before it was answered',
    });
  });
});

describe('loki: secrets', () => {
  it('shows neither its own login nor what programs wrote of theirs', async () => {
    const url = 'postgres://shop:hunter2@db/shop';
    await hold({
      app: 'api',
      lines: [
        [1, `ERROR ${url}`],
        [2, `ERROR password=hunter2 ${'x'.repeat(60)}${CANARY}`],
      ],
    });
    const { observed } = await ask({});
    expect(observed).toContain('2: ERROR postgres://•••@db/shop / ERROR password=••• xxx');
    expect(observed).not.toContain('canary');
  });

  it('does not repeat a login that is refused', async () => {
    const results = [
      await ask({ bearer: undefined, basic: { username: 'a', password: 'env:LOGS_TOKEN' } }),
      await ask({ bearer: 'env:MISSING' }),
    ];
    expect(results).toMatchObject([
      { verdict: 'error', observed: expect.stringContaining('the login was refused') },
      { verdict: 'error', observed: 'env:MISSING has no value: set it where the worker runs' },
    ]);
    expect(JSON.stringify(results)).not.toContain(Buffer.from(`a:${CANARY}`).toString('base64').slice(0, 12));
  });
});
