import { db } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import type { CauseCount, FlapCount, MonthFigures, OutcomeCount, PhaseSpread, Statistics } from '@/lib/domain/views';
import type { Phase } from '@/lib/domain/words';
import type { StatisticsQuery } from './statistics-query';

const TOP = 10;

/** Figures over every incident of the period that was no practice and whose post-mortem was drafted. */
export async function readStatistics(query: StatisticsQuery): Promise<Statistics> {
  const counted = conditions(query);
  const [months, phases, outcomes, causes, flaps] = await Promise.all([
    byMonth(counted),
    byPhase(counted),
    byOutcome(counted),
    byCause(counted),
    byFlap(counted),
  ]);
  return {
    incidents: months.reduce((sum, { incidents }) => sum + incidents, 0),
    months,
    phases,
    outcomes,
    causes,
    flaps,
  };
}

function conditions({ period, service }: StatisticsQuery): Prisma.Sql {
  const parts = [
    Prisma.sql`NOT e.drill`,
    ...(period === 'all' ? [] : [Prisma.sql`e.declared_at >= now() - make_interval(days => ${Number(period)}::int)`]),
    ...(service ? [Prisma.sql`e.service_id = (SELECT id FROM services WHERE slug = ${service})`] : []),
  ];
  return Prisma.join(parts, ' AND ');
}

/** Calendar months in UTC, oldest first; medians are null for a month in which nothing recovered. */
async function byMonth(counted: Prisma.Sql): Promise<MonthFigures[]> {
  const rows = await db().$queryRaw<(Omit<MonthFigures, 'medianMs' | 'p90Ms'> & { spread: number[] | null })[]>`
    SELECT to_char(date_trunc('month', e.declared_at AT TIME ZONE 'UTC'), 'YYYY-MM') AS month,
      count(*)::int AS incidents,
      percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY e.to_recover_ms) AS spread,
      count(e.verification_ms)::int AS verified,
      count(*) FILTER (WHERE cardinality(e.flaps) > 0)::int AS flapped
    FROM postmortem_entries e WHERE ${counted} GROUP BY 1 ORDER BY 1`;
  return rows.map(({ spread, ...row }) => ({ ...row, medianMs: spread?.[0] ?? null, p90Ms: spread?.[1] ?? null }));
}

/** Written out, as no column's name may come from outside. */
const PHASE_COLUMNS: readonly [Phase, Prisma.Sql, Prisma.Sql][] = [
  ['evaluation', Prisma.sql`e.evaluation_ms`, Prisma.sql`e.evaluation_budget_ms`],
  ['communication', Prisma.sql`e.communication_ms`, Prisma.sql`e.communication_budget_ms`],
  ['execution', Prisma.sql`e.execution_ms`, Prisma.sql`e.execution_budget_ms`],
  ['verification', Prisma.sql`e.verification_ms`, Prisma.sql`e.verification_budget_ms`],
];

/** How long each phase took where it was reached; budgets differ between incidents, so theirs is the median too. */
async function byPhase(counted: Prisma.Sql): Promise<PhaseSpread[]> {
  return Promise.all(
    PHASE_COLUMNS.map(async ([phase, spent, budget]) => {
      const [row] = await db().$queryRaw<
        { spread: number[] | null; budgetMs: number | null; reached: number; over: number }[]
      >`
        SELECT percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY ${spent}) AS spread,
          percentile_cont(0.5) WITHIN GROUP (ORDER BY ${budget}) AS "budgetMs",
          count(${spent})::int AS reached, count(*) FILTER (WHERE ${spent} > ${budget})::int AS over
        FROM postmortem_entries e WHERE ${counted}`;
      const { spread = null, budgetMs = null, reached = 0, over = 0 } = row ?? {};
      return { phase, medianMs: spread?.[0] ?? null, p90Ms: spread?.[1] ?? null, budgetMs, reached, over };
    }),
  );
}

async function byOutcome(counted: Prisma.Sql): Promise<OutcomeCount[]> {
  return db().$queryRaw<OutcomeCount[]>`
    SELECT s.name AS service, counts.class, counts.outcome, counts.count FROM (
      SELECT e.service_id, e.class, e.outcome, count(*)::int AS count
      FROM postmortem_entries e WHERE ${counted} AND e.outcome IS NOT NULL GROUP BY 1, 2, 3
    ) counts JOIN services s ON s.id = counts.service_id ORDER BY s.name, counts.class, counts.outcome`;
}

async function byCause(counted: Prisma.Sql): Promise<CauseCount[]> {
  return db().$queryRaw<CauseCount[]>`
    SELECT e.cause, count(*)::int AS count FROM postmortem_entries e
    WHERE ${counted} GROUP BY 1 ORDER BY e.cause IS NULL, 2 DESC, 1`;
}

async function byFlap(counted: Prisma.Sql): Promise<FlapCount[]> {
  return db().$queryRaw<FlapCount[]>`
    SELECT s.name AS service, counts.name AS check, counts.count FROM (
      SELECT e.service_id, flap.name, count(*)::int AS count
      FROM postmortem_entries e CROSS JOIN LATERAL unnest(e.flaps) AS flap (name)
      WHERE ${counted} GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT ${TOP}
    ) counts JOIN services s ON s.id = counts.service_id ORDER BY counts.count DESC, s.name, counts.name`;
}
