import { expect, it } from 'vitest';
import { untilThawMs } from './thaw';

const NOW = Date.parse('2026-12-24T18:00:00Z');
const frozenUntil = (until: string) => untilThawMs({ until, reason: 'Sales week' }, NOW);

it('reads a room without a freeze no more than before', () => {
  expect(untilThawMs(null, NOW)).toBe(false);
});

it('reads a frozen room again when its freeze ends', () => {
  expect(frozenUntil('2026-12-24T18:10:00Z')).toBe(600_000);
});

it('asks hourly during a long freeze, which no timer could hold', () => {
  expect(frozenUntil('2027-03-01T00:00:00Z')).toBe(3_600_000);
});

it('does not ask without a rest when the end has passed already', () => {
  expect(frozenUntil('2026-12-24T17:00:00Z')).toBe(1_000);
});
