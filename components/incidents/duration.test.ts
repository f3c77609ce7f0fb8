import { expect, it } from 'vitest';
import { durationParts } from './duration';

it.each([
  [0, ['second 0']],
  [999, ['second 0']],
  [59_999, ['second 59']],
  [60_000, ['minute 1']],
  [754_000, ['minute 12', 'second 34']],
  [3_725_000, ['hour 1', 'minute 2']],
  [90_000_000, ['day 1', 'hour 1']],
  [86_430_000, ['day 1']],
])('reads %i ms as %j', (ms, parts) => {
  expect(durationParts(ms).map(({ unit, count }) => `${unit} ${count}`)).toEqual(parts);
});
