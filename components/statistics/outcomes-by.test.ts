import { describe, expect, it } from 'vitest';
import type { OutcomeCount } from '@/lib/domain/views';
import { outcomesBy } from './outcomes-by';

const counts: OutcomeCount[] = [
  { service: 'Shop', class: 'urgent', outcome: 'recovered', count: 3 },
  { service: 'Shop', class: 'planned', outcome: 'recovered', count: 2 },
  { service: 'Search', class: 'urgent', outcome: 'frozen', count: 9 },
];

describe('outcomesBy', () => {
  it('adds up over the other dimension, the most frequent first', () => {
    expect(outcomesBy(counts, 'service').map(({ key, total }) => [key, total])).toEqual([
      ['Search', 9],
      ['Shop', 5],
    ]);
    expect(outcomesBy(counts, 'class')[0]).toEqual({
      key: 'urgent',
      counts: { recovered: 3, fixed_forward: 0, frozen: 9, stood_down: 0 },
      total: 12,
    });
  });
});
