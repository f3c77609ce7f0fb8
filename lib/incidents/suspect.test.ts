import { describe, expect, it } from 'vitest';
import { suspectOf } from './suspect';

const FAULT = '2026-03-02T08:00:00.000Z';
const minutesBefore = (minutes: number) => new Date(Date.parse(FAULT) - minutes * 60_000);
const migration = (id: string, minutes: number) => ({ id, at: minutesBefore(minutes).toISOString() });
const deployment = (what: string, minutes: number) => ({ what, at: minutesBefore(minutes) });

describe('the change to go back to before', () => {
  it('is the first of the migrations that were applied together last', () => {
    const applied = [migration('3_totals', 30), migration('2_orders', 31), migration('1_init', 300)];
    expect(suspectOf(applied, [], FAULT)).toEqual({
      change: 'migration',
      name: '2_orders',
      at: minutesBefore(31).toISOString(),
    });
  });

  it('is a migration before the deployment that it came with', () =>
    expect(suspectOf([migration('2_orders', 31)], [deployment('4f2a9c1d', 6)], FAULT)?.name).toBe('2_orders'));

  it('is the first word on the last deployment where no migration is as recent', () => {
    const deployed = [deployment('4f2a9c1d', 5), deployment('4f2a9c1d', 6), deployment('aaaaaaaa', 60)];
    expect(suspectOf([migration('1_init', 60 * 24)], deployed, FAULT)).toEqual({
      change: 'deployment',
      name: '4f2a9c1d',
      at: minutesBefore(6).toISOString(),
    });
  });

  it.each([
    ['nothing that was live for a day before the fault', 24 * 60],
    ['nothing that came after the fault', -1],
  ])('is %s', (_what, minutes) =>
    expect(suspectOf([migration('1_init', minutes)], [deployment('4f2a9c1d', minutes)], FAULT)).toBeNull(),
  );
});
