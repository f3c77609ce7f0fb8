import { describe, expect, it } from 'vitest';
import { localInstant, movedUp, parseValue, valueText, withKey } from './value';

describe('a value that may be JSON', () => {
  it.each([
    ['200', 200],
    ['[200, 204]', [200, 204]],
    ['ok', 'ok'],
    ['"200"', '200'],
    ['{"a": 1}', { a: 1 }],
    ['', undefined],
  ])('reads %s', (text, value) => expect(parseValue(text)).toEqual(value));

  it.each([[200], ['ok'], ['200'], ['true'], [[200, 204]], [{ a: [1] }], [null]])(
    'writes %j so that it reads back',
    (value) => expect(parseValue(valueText(value))).toEqual(value),
  );
});

it('takes a setting out when it has no value', () => {
  expect(withKey({ a: 1, b: 2 }, 'a', undefined)).toEqual({ b: 2 });
  expect(Object.keys(withKey({ a: 1, b: 2 }, 'a', 3))).toEqual(['a', 'b']);
});

it('moves an item one place up, and the first one nowhere', () => {
  expect(movedUp(['a', 'b', 'c'], 2)).toEqual(['a', 'c', 'b']);
  expect(movedUp(['a', 'b'], 0)).toEqual(['a', 'b']);
});

it('shows an instant in the zone of the reader', () => {
  const shown = localInstant('2026-12-24T17:00:00Z');
  expect(new Date(shown).toISOString()).toBe('2026-12-24T17:00:00.000Z');
  expect(localInstant('soon')).toBe('');
});
