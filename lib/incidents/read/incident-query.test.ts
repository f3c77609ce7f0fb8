import { describe, expect, it } from 'vitest';
import { incidentQuerySchema, readCursor, searchedNumber, writeCursor } from './incident-query';

describe('incidentQuerySchema', () => {
  it('keeps the filters that make sense and drops the others', () => {
    expect(incidentQuerySchema.parse({ status: 'open', class: 'nope', service: ' shop ', q: '' })).toEqual({
      status: 'open',
      service: 'shop',
    });
  });
  it('drops a parameter given twice', () => expect(incidentQuerySchema.parse({ q: ['a', 'b'] })).toEqual({}));
});

describe('the cursor', () => {
  it('comes back as it was written', () => {
    const cursor = { declaredAt: new Date('2026-03-01T03:12:44.123Z'), number: 142 };
    expect(readCursor(writeCursor(cursor))).toEqual(cursor);
  });
  it.each([undefined, '', 'x', '2026-13-45_1', '2026-03-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z_1_2', '_1'])(
    'starts at the top for %j',
    (text) => expect(readCursor(text)).toBeNull(),
  );
});

describe('searchedNumber', () => {
  it.each(['142', '#142', 'INC-142', ' inc-142 '])('finds 142 in %j', (q) => expect(searchedNumber(q)).toBe(142));
  it.each(['checkout', '142 errors', 'INC-', '99999999999'])('takes %j as words', (q) =>
    expect(searchedNumber(q)).toBeNull(),
  );
});
