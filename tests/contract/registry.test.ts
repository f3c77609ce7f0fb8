import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { providers } from '@/lib/providers/registry';

it('every provider of the registry is held to the contract by a file of its own', () => {
  const files = readdirSync(path.join(import.meta.dirname, 'providers'));
  expect(files.map((file) => file.replace('.test.ts', '')).sort()).toEqual(Object.keys(providers).sort());
});
