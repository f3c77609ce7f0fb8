import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { withLock } from './file-lock';

let dir: string;
let file: string;
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'repli-lock-'));
  file = path.join(dir, 'lock');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));
const never = new AbortController().signal;

it('lets one in at a time, in the order of asking, also after a failure', async () => {
  const order: string[] = [];
  const enter = (name: string) =>
    withLock(file, never, async () => {
      order.push(`${name} in`);
      await sleep(5);
      order.push(`${name} out`);
      if (name === 'b') throw new Error('b failed');
    }).catch(() => undefined);
  await Promise.all(['a', 'b', 'c'].map(enter));
  expect(order).toEqual(['a in', 'a out', 'b in', 'b out', 'c in', 'c out']);
  expect(existsSync(file)).toBe(false);
});

it('does not let the next one in when a waiting one gives up', async () => {
  const controller = new AbortController();
  let leave = () => {};
  let first = Promise.resolve();
  await new Promise<void>((isIn) => {
    first = withLock(file, never, () => {
      isIn();
      return new Promise<void>((resolve) => {
        leave = resolve;
      });
    });
  });
  const second = withLock(file, controller.signal, async () => undefined);
  let entered = false;
  const third = withLock(file, never, async () => {
    entered = true;
  });
  controller.abort();
  await expect(second).rejects.toMatchObject({ code: 'timeout', retryable: true });
  expect(entered).toBe(false);
  leave();
  await Promise.all([first, third]);
  expect(entered).toBe(true);
});

it('takes over from a machine that stopped beating, not from one that beats', async () => {
  writeFileSync(file, JSON.stringify({ id: 'x', pid: 1, host: 'another-machine' }));
  const signal = AbortSignal.timeout(150);
  await expect(withLock(file, signal, async () => 'in')).rejects.toMatchObject({ code: 'timeout' });
  utimesSync(file, new Date(0), new Date(0));
  expect(await withLock(file, never, async () => 'in')).toBe('in');
});

it('leaves the lock of whoever took over from it', async () => {
  await withLock(file, never, async () => writeFileSync(file, 'of another'));
  expect(existsSync(file)).toBe(true);
});
