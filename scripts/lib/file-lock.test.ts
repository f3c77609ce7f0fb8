import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withFileLock } from './file-lock';

let folder: string;
let lock: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'repli-lock-'));
  lock = path.join(folder, 'lock');
});
afterEach(() => rmSync(folder, { recursive: true }));

test('only one holder works at a time', async () => {
  let inside = 0;
  let most = 0;
  const work = async () => {
    inside += 1;
    most = Math.max(most, inside);
    await new Promise((resolve) => setImmediate(resolve));
    inside -= 1;
  };
  await Promise.all([1, 2, 3].map(() => withFileLock(lock, work)));
  expect(most).toBe(1);
});

test('it is let go when the work fails', async () => {
  await expect(withFileLock(lock, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(existsSync(lock)).toBe(false);
});

test('a holder that died does not block', async () => {
  writeFileSync(lock, JSON.stringify({ pid: process.pid, startedAt: 'before the last boot' }));
  await expect(withFileLock(lock, async () => 'done')).resolves.toBe('done');
});

test('a living holder is named when the wait is over', async () => {
  await withFileLock(lock, async () => {
    await expect(withFileLock(lock, async () => {}, 0)).rejects.toThrow(`id ${process.pid}`);
  });
});
