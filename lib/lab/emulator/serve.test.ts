import { afterEach, describe, expect, it } from 'vitest';
import { emulatorControl } from './client';
import type { Emulator } from './contract';
import { type Served, serveEmulator } from './serve';

let served: Served | undefined;
afterEach(() => served?.close());

function counter(): Emulator {
  let count = 0;
  return {
    handle: ({ method }) =>
      method === 'POST'
        ? { status: 201, body: { count: ++count }, changed: 'count' }
        : { status: 200, body: { count } },
    isWrite: ({ method }) => method === 'POST',
    refusal: (fault) => ({ status: { auth_refused: 401, unavailable: 503, rate_limited: 429 }[fault], body: fault }),
    actions: { raise: ({ by }) => (count += Number(by)) },
    everything: () => count,
  };
}

async function start() {
  served = await serveEmulator(counter());
  return { url: served.url, control: emulatorControl(served.controlUrl) };
}

describe('an emulator on the wire', () => {
  it('logs what each call changed', async () => {
    const { url, control } = await start();
    await fetch(url, { method: 'POST' });
    await fetch(`${url}/count`);
    expect((await control.log()).map(({ method, path, status, changed }) => [method, path, status, changed])).toEqual([
      ['POST', '/', 201, 'count'],
      ['GET', '/count', 200, null],
    ]);
  });

  it('carries a write out whose reply is lost, and lets go when healed', async () => {
    const { url, control } = await start();
    await control.fault('lost_reply');
    const lost = fetch(url, { method: 'POST' });
    await control.whenHeld();
    expect(await (await fetch(url)).json()).toEqual({ count: 1 });
    await control.fault(null);
    await expect(lost).rejects.toThrow();
    expect((await control.log()).filter(({ changed }) => changed)).toHaveLength(1);
  });

  it.each([
    ['auth_refused', 401],
    ['unavailable', 503],
    ['rate_limited', 429],
  ] as const)('answers %s with %i and changes nothing', async (fault, status) => {
    const { url, control } = await start();
    await control.fault(fault);
    expect((await fetch(url, { method: 'POST' })).status).toBe(status);
    expect(await control.everything()).toBe('0');
  });

  it('is acted on from outside by name', async () => {
    const { control } = await start();
    expect(await control.act('raise', { by: 2 })).toBe(2);
    await expect(control.act('unknown')).rejects.toThrow('404');
  });
});
