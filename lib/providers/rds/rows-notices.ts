import type { Change, Notice } from './notices';
import type { TableChanges, WrittenRows } from './rows';

/** More would not be read. */
const MOST_SHOWN = 12;

/**
 * How many rows would be lost. Approval binds to these sentences, and others go on writing: what moves with each write is in
 * the parameters alone.
 */
export function rowLosses({ current, at, rows }: Change): Notice[] {
  if (rows?.kind !== 'read' || !at) return [];
  const { counted, changes } = rows.rows;
  const about = { name: current.id, since: at.toISOString() };
  return [...countedLoss(counted, about), ...changesLoss(changes, at, about)];
}

interface About {
  name: string;
  /** ISO 8601, the restore point. */
  since: string;
}

function countedLoss(counted: WrittenRows['counted'], about: About): Notice[] {
  if (counted.length === 0) return [];
  const total = counted.reduce((sum, { count }) => sum + count, 0);
  const text = `Rows written after ${about.since}, counted by their timestamp columns, are not in the restored database: they stay in ${about.name}.`;
  return [['rows_since', { ...about, total, list: listOf(counted) }, text]];
}

function changesLoss({ tables, begin }: TableChanges, at: Date, { name, since }: About): Notice[] {
  if (tables.length === 0 || begin === null) return [];
  const changed = tables.filter(({ count }) => count > 0);
  const params = { name, since, begin: begin.toISOString(), changed: changed.length, list: listOf(changed) };
  return begin <= at
    ? [['row_changes', params, `Of the other tables PostgreSQL has counted all row changes since before ${since}.`]]
    : [
        [
          'row_changes_part',
          params,
          `Of the other tables PostgreSQL has counted row changes, but not all since ${since}.`,
        ],
      ];
}

/** What could not be counted, which holds nothing up. */
export function rowWarnings({ current, rows }: Change): Notice[] {
  const name = current.id;
  switch (rows?.kind) {
    case 'unread':
      return [
        ['rows_unread', { name, why: rows.why }, `What would be lost cannot be counted in ${name}: ${rows.why}.`],
      ];
    case 'elsewhere':
      return [
        [
          'rows_elsewhere',
          { name, host: rows.host },
          `What would be lost is not counted: the address for that leads to ${rows.host}, not to ${name}.`,
        ],
      ];
    case 'read': {
      const list = rows.rows.uncounted.map((table) => `${table.name}: ${table.why}`).join('; ');
      return list === '' ? [] : [['rows_uncounted', { list }, `Rows of some tables cannot be counted: ${list}.`]];
    }
    default:
      return [];
  }
}

/** `orders 42, carts 3`, the largest first. */
function listOf(tables: { name: string; count: number }[]): string {
  const sorted = [...tables].sort((a, b) => b.count - a.count || a.name.localeCompare(b.name));
  const shown = sorted.slice(0, MOST_SHOWN).map(({ name, count }) => `${name} ${count}`);
  return [...shown, ...(sorted.length > MOST_SHOWN ? ['…'] : [])].join(', ');
}
