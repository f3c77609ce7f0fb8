import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isInstalled } from './dependencies.mjs';

type Packages = Record<string, { version?: string; optional?: boolean }>;
let root: string;

beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'repli-deps-'));
  mkdirSync(path.join(root, 'node_modules'));
});
afterEach(() => rmSync(root, { recursive: true }));

const lock = (packages: Packages) => writeFileSync(path.join(root, 'package-lock.json'), JSON.stringify({ packages }));
const installed = (packages: Packages) =>
  writeFileSync(path.join(root, 'node_modules/.package-lock.json'), JSON.stringify({ packages }));

const A = { 'node_modules/a': { version: '1.0.0' } };

test('what the lockfile names is there', () => {
  lock({ '': {}, ...A });
  installed(A);
  expect(isInstalled(root)).toBe(true);
});

test('builds for other systems need not be there', () => {
  lock({ '': {}, ...A, 'node_modules/win': { version: '1.0.0', optional: true } });
  installed(A);
  expect(isInstalled(root)).toBe(true);
});

test.each<[string, Packages, Packages | null]>([
  ['nothing was installed', A, null],
  ['a package is missing', { ...A, 'node_modules/b': { version: '1.0.0' } }, A],
  ['a version changed', { 'node_modules/a': { version: '2.0.0' } }, A],
  ['a package was removed', {}, A],
])('not when %s', (_, wanted, present) => {
  lock({ '': {}, ...wanted });
  if (present) installed(present);
  expect(isInstalled(root)).toBe(false);
});
