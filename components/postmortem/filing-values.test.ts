import { describe, expect, it } from 'vitest';
import { instantIn, minuteIn, splitTags } from './filing-values';

describe('splitTags', () => {
  it('takes what stands between commas', () => expect(splitTags(' a, b c ,,d;')).toEqual(['a', 'b c', 'd']));
  it('keeps within what the log takes', () => {
    expect(splitTags('x'.repeat(50))[0]).toHaveLength(40);
    expect(splitTags(Array.from({ length: 20 }, (_, n) => `t${n}`).join(','))).toHaveLength(12);
  });
});

describe('the time that the fault began', () => {
  it.each([
    ['UTC', '2026-03-03T02:55:00.000Z', '2026-03-03T02:55'],
    ['Europe/Paris', '2026-03-03T23:55:00.000Z', '2026-03-04T00:55'],
    ['America/New_York', '2026-07-01T03:05:00.000Z', '2026-06-30T23:05'],
    ['Asia/Kolkata', '2026-03-03T02:55:00.000Z', '2026-03-03T08:25'],
    ['just before the clocks change: Europe/Paris', '2026-03-29T00:59:00.000Z', '2026-03-29T01:59'],
    ['just after the clocks changed: Europe/Paris', '2026-03-29T01:01:00.000Z', '2026-03-29T03:01'],
  ])('comes back as it was shown in %s', (place, iso, shown) => {
    const zone = place.split(': ').at(-1) ?? '';
    expect(minuteIn(iso, zone)).toBe(shown);
    expect(instantIn(shown, zone)).toBe(iso);
  });
  it.each(['', '2026-03', 'soon'])('is not known from %j', (typed) => expect(instantIn(typed, 'UTC')).toBeNull());
  it('shows nothing while nobody knows it', () => expect(minuteIn(null, 'UTC')).toBe(''));
});
