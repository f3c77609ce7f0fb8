import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { HARD_RULES } from '@/lib/domain/policy';
import { gaps, MUTANTS, mutate } from './rules';

it('has a mutant for each of the ten rules', () => {
  expect(HARD_RULES.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(gaps(HARD_RULES)).toEqual([]);
});

it('names a rule that has none', () => {
  const others = MUTANTS.filter(({ rule }) => rule !== 3);
  expect(gaps(HARD_RULES, others)).toEqual(['rule 3 (windowHeld) has no mutant']);
  expect(gaps([], MUTANTS.slice(0, 1))).toEqual(['mutant verificationPlanned is of no rule']);
});

it.each(MUTANTS)('can disable $name', (mutant) => {
  const source = readFileSync(fileURLToPath(new URL(`../../lib/domain/${mutant.file}`, import.meta.url)), 'utf8');
  const lines = mutate(source, mutant).split('\n');
  const added = lines.filter((line, index) => line !== source.split('\n')[index])[0];
  expect(added).toBe(`  ${mutant.instead}`);
});
