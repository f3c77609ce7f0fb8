import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { canEnter, parseUsers } from './unprivileged';

const STRANGER = { uid: 65_534, gid: 65_534 };

test('users are read from passwd', () => {
  const users = parseUsers('root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534::/:/usr/sbin/nologin\n');
  expect(users.get('nobody')).toEqual(STRANGER);
  expect(users.get('postgres')).toBeUndefined();
});

test('a stranger can enter a folder only when every folder on the way lets him pass', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'repli-enter-'));
  const inner = path.join(folder, 'inner');
  mkdirSync(inner, { mode: 0o755 });
  chmodSync(folder, 0o700);
  expect(canEnter(inner, STRANGER)).toBe(false);
  chmodSync(folder, 0o711);
  expect(canEnter(inner, STRANGER)).toBe(true);
  expect(canEnter(path.join(inner, 'not', 'there', 'yet'), STRANGER)).toBe(true);
  rmSync(folder, { recursive: true });
});
