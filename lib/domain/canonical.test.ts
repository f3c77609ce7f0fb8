import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonical } from './canonical';

test('gives the same bytes whatever order the keys came in', () => {
  expect(canonical({ b: 1, a: { d: [{ z: 1, y: 2 }], c: null } })).toBe('{"a":{"c":null,"d":[{"y":2,"z":1}]},"b":1}');
});

test('holds any JSON value without loss', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(canonical(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});
