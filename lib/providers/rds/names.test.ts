import fc from 'fast-check';
import { expect, it } from 'vitest';
import { databaseName, snapshotName } from './names';
import { parseTarget, timeTarget } from './targets';

const base = fc.stringMatching(/^[a-z](-?[a-z0-9]){0,31}$/).map((name) => name.slice(0, 63).replace(/-$/, ''));

it('names follow from the key and are names that Amazon takes', () => {
  fc.assert(
    fc.property(base, fc.string(), fc.integer({ min: 1, max: 5 }), (name, key, attempt) => {
      for (const made of [databaseName(name, key, attempt), snapshotName(name, key)]) {
        expect(made).toMatch(/^[a-z](?!.*--)[a-z0-9-]{0,61}[a-z0-9]$/);
        expect(made.startsWith(name.slice(0, 40).replace(/-$/, ''))).toBe(true);
      }
      expect(databaseName(name, key, attempt)).toBe(databaseName(name, key, attempt));
    }),
  );
});

it('names of two keys, or of two tries, differ', () => {
  expect(
    new Set(['a', 'b'].flatMap((key) => [1, 2].map((attempt) => databaseName('shop-db', key, attempt)))).size,
  ).toBe(4);
});

it('a time is kept to the second', () => {
  const at = new Date('2026-01-05T10:20:30.456Z');
  expect(timeTarget(at)).toBe('time:2026-01-05T10:20:30Z');
  expect(parseTarget(timeTarget(at))).toEqual({ kind: 'time', at: new Date('2026-01-05T10:20:30Z') });
});

it.each(['time:2026-01-05', 'time:2026-01-05T10:00:00', 'time:yesterday', 'time:2026-13-45T10:00:00Z', 'shop-db', ''])(
  '%j is no target',
  (id) => expect(parseTarget(id)).toBeNull(),
);
