import { describe, expect, it } from 'vitest';
import { dayOf, dueOn, isLate } from './due';

describe('a due date', () => {
  it('comes back as the day that was picked', () => expect(dayOf(dueOn('2026-03-01'))).toBe('2026-03-01'));
  it('can be emptied', () => expect(dueOn('')).toBeNull());
  it('is late from the next day on', () => {
    const due = dueOn('2026-03-01');
    expect(isLate(due, '2026-03-01T23:59:00.000Z')).toBe(false);
    expect(isLate(due, '2026-03-02T00:01:00.000Z')).toBe(true);
    expect(isLate(null, '2026-03-02T00:01:00.000Z')).toBe(false);
  });
});
