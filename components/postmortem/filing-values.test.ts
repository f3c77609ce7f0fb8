import { describe, expect, it } from 'vitest';
import { splitTags, utcMinute, utcOf } from './filing-values';

describe('splitTags', () => {
  it('takes what stands between commas', () => expect(splitTags(' a, b c ,,d;')).toEqual(['a', 'b c', 'd']));
  it('keeps within what the log takes', () => {
    expect(splitTags('x'.repeat(50))[0]).toHaveLength(40);
    expect(splitTags(Array.from({ length: 20 }, (_, n) => `t${n}`).join(','))).toHaveLength(12);
  });
});

describe('the time that the fault began', () => {
  it('comes back as it was shown, in UTC', () => {
    expect(utcMinute('2026-03-03T02:55:00.000Z')).toBe('2026-03-03T02:55');
    expect(utcOf('2026-03-03T02:55')).toBe('2026-03-03T02:55:00.000Z');
  });
  it.each(['', '2026-03', 'soon'])('is not known from %j', (typed) => expect(utcOf(typed)).toBeNull());
  it('shows nothing while nobody knows it', () => expect(utcMinute(undefined)).toBe(''));
});
