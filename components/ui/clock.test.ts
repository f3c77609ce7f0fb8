import { expect, it } from 'vitest';
import { formatDuration } from './clock';

it.each([
  [0, '0:00'],
  [-5_000, '0:00'],
  [72_999, '1:12'],
  [3_765_000, '1:02:45'],
])('writes %i ms as %s', (ms, text) => expect(formatDuration(ms)).toBe(text));
