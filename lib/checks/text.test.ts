import { describe, expect, it } from 'vitest';
import { firstLines, lastLines, oneLine } from './text';

describe('oneLine', () => {
  it('drops colours and control characters, and cuts', () => {
    expect(oneLine('\u001b[31mred\u001b[0m\n\t and\u0007 more')).toBe('red and more');
    expect(oneLine('x'.repeat(300))).toHaveLength(200);
  });
});

describe('lines that fit', () => {
  it('are the first ones, or the last ones', () => {
    expect(firstLines(['one', '', 'two', 'three'], 11)).toBe('one / two');
    expect(lastLines('one\ntwo\n\nthree\n', 11)).toBe('two / three');
  });

  it('are cut where a single one is too long', () => {
    expect(firstLines(['a long line'], 6)).toBe('a lon…');
    expect(lastLines('short\na long line', 6)).toBe('… line');
  });
});
