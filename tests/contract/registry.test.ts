import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { providers } from '@/lib/providers/registry';
import { strictTranslator } from '@/tests/setup/domain/translate';

it('every provider of the registry is held to the contract by a file of its own', () => {
  const files = readdirSync(path.join(import.meta.dirname, 'providers'));
  expect(files.map((file) => file.replace('.test.ts', '')).sort()).toEqual(Object.keys(providers).sort());
});

it('every provider of the registry has its name among the messages', () => {
  const [en, fr] = [strictTranslator('en'), strictTranslator('fr')];
  for (const { id, label } of Object.values(providers)) {
    expect(en(`provider.${id}.name`)).toBe(label);
    expect(fr(`provider.${id}.name`)).toMatch(/\S/);
  }
});
