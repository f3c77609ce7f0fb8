import type { PostgresQuery, PostgresRow } from '@/lib/net/guarded-postgres';
import type { RdsConfig } from './config';

/** Above this the largest by changes are looked at: a plan waits. */
const MOST_TABLES = 200;

export interface Table {
  /** For people: the schema is left out where it is `public`. */
  name: string;
  /** What stands behind FROM. */
  source: string;
  /** Says when a row was written; null where no column is configured that the table has. */
  column: string | null;
  /** Rows inserted, updated and deleted since the statistics begin. */
  changes: number;
}

/** Partitions count as their table. `ONLY`: children by inheritance are tables of their own. */
const TABLES = `
  SELECT n.nspname AS schema, c.relname AS name, c.relkind = 'p' AS partitioned, stats.changes::text AS changes,
    (SELECT coalesce(json_agg(a.attname), '[]') FROM pg_attribute a
      WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        AND a.atttypid IN ('timestamptz'::regtype, 'timestamp'::regtype))::text AS times
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    CROSS JOIN LATERAL (
      SELECT coalesce(sum(s.n_tup_ins + s.n_tup_upd + s.n_tup_del), 0) AS changes FROM pg_stat_user_tables s
      WHERE s.relid = c.oid OR s.relid IN (SELECT relid FROM pg_partition_tree(c.oid))) stats
  WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relpersistence <> 't'
    AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'
  ORDER BY stats.changes DESC, 1, 2 LIMIT ${MOST_TABLES}`;

/**
 * Counting begins at a reset, of the database or of one of its tables (both set the first time), or when PostgreSQL threw
 * its statistics away after a crash, as it does since version 15 (the second). Sources: PostgreSQL, "The Cumulative
 * Statistics System"; pgstat_reset and pgstat_reset_after_failure of its source.
 */
const BEGIN = `
  SELECT (extract(epoch FROM greatest(d.stats_reset, b.stats_reset)) * 1000)::text AS ms
  FROM pg_stat_database d, pg_stat_bgwriter b WHERE d.datname = current_database()`;

type Wanted = NonNullable<RdsConfig['rows']>;

/** All tables of the database, with what is configured for each. Values are never read. */
export async function readTables(
  query: PostgresQuery,
  wanted: Wanted,
): Promise<{ tables: Table[]; begin: Date | null }> {
  const found = (await query(TABLES)).map((row) => tableFrom(row, wanted));
  const [stats] = await query(BEGIN);
  const names = new Set(found.map(({ name }) => name));
  // A table that is gone, as after a bad migration, is asked for all the same: the answer says that it does not exist.
  const gone = Object.entries(wanted.columns).flatMap(([key, column]): Table[] => {
    const name = key.replace(/^public\./, '');
    const source = name.split('.', 2).map(quoted).join('.');
    return names.has(name) ? [] : [{ name, source, column, changes: 0 }];
  });
  return { tables: [...found, ...gone], begin: stats?.ms == null ? null : new Date(Number(stats.ms)) };
}

function tableFrom(row: PostgresRow, { column, columns }: Wanted): Table {
  const [schema, table] = [row.schema ?? '', row.name ?? ''];
  const times: unknown[] = JSON.parse(row.times ?? '[]');
  const own = columns[`${schema}.${table}`] ?? (schema === 'public' ? columns[table] : undefined);
  const general = column !== undefined && times.includes(column) ? column : null;
  return {
    name: schema === 'public' ? table : `${schema}.${table}`,
    source: `${row.partitioned === 't' ? '' : 'ONLY '}${quoted(schema)}.${quoted(table)}`,
    column: own ?? general,
    changes: Number(row.changes),
  };
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
