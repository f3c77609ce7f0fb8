import { OUTCOMES, type Outcome, type OutcomeCount } from '@/lib/domain/views';

export interface OutcomeRow {
  key: string;
  counts: Record<Outcome, number>;
  total: number;
}

/** Counts of one dimension, over the other; what happens most comes first. */
export function outcomesBy(counts: OutcomeCount[], by: 'service' | 'class'): OutcomeRow[] {
  const rows = new Map<string, Record<Outcome, number>>();
  for (const row of counts) {
    const found = rows.get(row[by]) ?? { recovered: 0, fixed_forward: 0, frozen: 0, stood_down: 0 };
    found[row.outcome] += row.count;
    rows.set(row[by], found);
  }
  return [...rows]
    .map(([key, found]) => ({ key, counts: found, total: OUTCOMES.reduce((sum, outcome) => sum + found[outcome], 0) }))
    .sort((a, b) => b.total - a.total || a.key.localeCompare(b.key));
}
