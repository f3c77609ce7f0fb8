import { describe, expect, it } from 'vitest';
import { readCursor, writeCursor } from './library-query';
import { pieces, textQuery } from './text-query';

describe('textQuery', () => {
  it('takes the last word as a beginning too', () => {
    expect(textQuery('slow check').values).toEqual([
      'slow check',
      'slow check',
      'slow ',
      'check:*',
      'slow ',
      'check:*',
    ]);
  });

  it.each(['"slow check"', 'slow -check', 'a:b', 'x', "o'neill", 'ab'])('leaves %j to the database alone', (q) => {
    expect(textQuery(q).values).toEqual([q, q]);
  });

  it('never puts what was typed into the statement', () => {
    expect(textQuery("it'); DROP TABLE events; --").sql).not.toContain('DROP');
  });
});

describe('pieces', () => {
  it('separates hits from the rest, without the signs of Markdown', () => {
    expect(pieces('**Cause**: the \u0002lock\u0003 on `orders`')).toEqual([
      { text: 'Cause: the ', hit: false },
      { text: 'lock', hit: true },
      { text: ' on orders', hit: false },
    ]);
  });

  it('knows a text without hits, and one that is nothing else', () => {
    expect(pieces('plain')).toEqual([{ text: 'plain', hit: false }]);
    expect(pieces('\u0002all\u0003')).toEqual([{ text: 'all', hit: true }]);
  });
});

describe('the cursor of the library', () => {
  it('comes back as it was written', () => expect(readCursor(writeCursor([1.5, 142]))).toEqual([1.5, 142]));
  it.each([undefined, '', '_', '1_', 'a_b', '1_2_3', '1_2.5'])('starts at the top for %j', (text) =>
    expect(readCursor(text)).toBeNull(),
  );
});
