import { describe, expect, it } from 'vitest';
import type { Revision } from '@/lib/providers/contract';
import { judge, type Knowledge, ranForMs, suggest } from './judge';

const HOUR_MS = 3_600_000;
const start = Date.parse('2026-03-02T08:00:00Z');

/** Newest first: each revision came `hours` before the next newer one. */
function history(...hours: number[]): Revision[] {
  let at = start;
  return hours.map((gap, index) => {
    at -= gap * HOUR_MS;
    const name = `r${hours.length - index}`;
    return { id: name, label: name, summary: name, at: new Date(at).toISOString(), current: index === 0, marks: [] };
  });
}
const nothing: Knowledge = { good: new Set(), banned: new Map(), seenMs: new Map(), deployments: [] };

describe('revisions', () => {
  it('ran until the next newer one came', () => {
    const [newest, older] = [0, 1].map((index) => ranForMs(history(1, 30, 2), index));
    expect(newest).toBeNull();
    expect(older).toBe(30 * HOUR_MS);
  });

  it('are seen stable after a day as the current one, and doubted before', () => {
    const views = judge(history(1, 30, 2), nothing, new Set(), false);
    expect(views.map((view) => view.doubts)).toEqual([['never_seen_stable', 'not_older'], [], ['never_seen_stable']]);
  });

  it('count as stable by what Repli itself saw, whatever their dates say', () => {
    const views = judge(history(1, 2), { ...nothing, seenMs: new Map([['r1', 25 * HOUR_MS]]) }, new Set(), false);
    expect(views[1]?.doubts).toEqual([]);
  });

  it('suggest the last verified-good one before one that was merely seen stable', () => {
    const views = judge(history(1, 30, 40, 2), { ...nothing, good: new Set(['r1']) }, new Set(), false);
    expect(suggest(views)).toEqual({ revisionId: 'r1', why: 'verified_good' });
  });

  it('never suggest a banned one, one that failed in this incident, or the current one', () => {
    const banned = new Map([['r3', { reason: 'Loses orders', by: 'Léa' }]]);
    const views = judge(history(30, 30, 30, 30), { ...nothing, banned }, new Set(['r2']), false);
    expect(views.find(({ id }) => id === 'r3')?.ban?.reason).toBe('Loses orders');
    expect(suggest(views)).toEqual({ revisionId: 'r1', why: 'seen_stable' });
  });

  it('suggest the one before the current, with its doubt, when nothing is known', () => {
    const views = judge(history(1, 2, 3), nothing, new Set(), false);
    expect(suggest(views)).toEqual({ revisionId: 'r2', why: 'before_current' });
  });

  it('suggest none whose content a revert has put in place already', () => {
    const [current, ...older] = history(1, 30, 30, 30);
    if (!current) throw new Error('no history');
    const views = judge([{ ...current, marks: ['restores:r3'] }, ...older], nothing, new Set(), false);
    expect(suggest(views)).toEqual({ revisionId: 'r2', why: 'seen_stable' });
  });

  it('suggest nothing when there is nothing older', () => {
    expect(suggest(judge(history(1), nothing, new Set(), false))).toBeNull();
  });

  describe('that are restore points', () => {
    const suspect = {
      change: 'migration' as const,
      name: '2_orders',
      at: new Date(start - 10 * HOUR_MS).toISOString(),
    };
    const points = (...hoursBefore: (number | null)[]) =>
      hoursBefore.map((hours, index) => ({
        ...{ id: `p${index}`, label: '', summary: '', current: index === 0, marks: [] },
        ...(hours === null ? {} : { dataAt: new Date(start - hours * HOUR_MS).toISOString() }),
      }));
    const suggested = (list: Revision[], failed: string[] = []) =>
      suggest(judge(list, nothing, new Set(failed), false), suspect);

    it('suggest the newest one from before the suspected change, wherever it is in the list', () =>
      expect(suggested(points(null, 1, 9, 12, 11, 30))).toEqual({ revisionId: 'p4', why: 'before_change', suspect }));

    it('pass over one that failed in this incident, and what cannot be restored', () =>
      expect(suggested(points(null, null, 11, 12), ['p2'])?.revisionId).toBe('p3'));

    it('suggest none that holds the change already', () => expect(suggested(points(null, 1, 9))).toBeNull());
  });
});
