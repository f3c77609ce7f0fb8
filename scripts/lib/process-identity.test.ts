import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { commandOf, identify, isAlive } from './process-identity';

test('this process is alive and recognised', () => {
  const own = identify(process.pid);
  expect(own && isAlive(own)).toBe(true);
});

test('a process that has ended is not, whoever has its id', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  const identity = identify(child.pid ?? 0);
  expect(identity && isAlive(identity)).toBe(true);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(identity && isAlive(identity)).toBe(false);
});

test('the same id with another start time is another process', () => {
  expect(isAlive({ pid: process.pid, startedAt: 'long ago' })).toBe(false);
});

test('the command line of a process can be read', () => {
  expect(commandOf(process.pid)).toContain('node');
  expect(commandOf(2 ** 30)).toBe('');
});
