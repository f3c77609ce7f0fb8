import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDb, db } from '@/lib/db/client';
import { readStatistics } from '@/lib/incidents/read/statistics';
import { makeHistory } from '@/scripts/history/make';
import { freshDatabase, type TestDatabase } from '../setup/database';
import { TEST_SECRET } from '../setup/signed-in';

let database: TestDatabase;
type Entry = Awaited<ReturnType<ReturnType<typeof db>['postmortemEntry']['findMany']>>[number];
let entries: Entry[];

beforeAll(async () => {
  database = await freshDatabase();
  Object.assign(process.env, { DATABASE_URL: database.url, NEXTAUTH_SECRET: TEST_SECRET, REPLI_LOG_LEVEL: 'silent' });
  await makeHistory({ count: 150, seed: 11, untilMs: Date.now() });
  entries = await db().postmortemEntry.findMany({ where: { drill: false } });
});
afterAll(async () => {
  await closeDb();
  await database.drop();
});

const sum = (counts: { count: number }[]) => counts.reduce((total, { count }) => total + count, 0);
const present = (values: (number | null)[]) => values.filter((value) => value !== null).sort((a, b) => a - b);
/** As PostgreSQL's percentile_cont does. */
const median = (values: number[]): number => {
  const at = (values.length - 1) / 2;
  return ((values[Math.floor(at)] ?? 0) + (values[Math.ceil(at)] ?? 0)) / 2;
};

describe('the statistics of all time', () => {
  it('count every incident that was no practice, in each of their charts', async () => {
    const figures = await readStatistics({ period: 'all' });
    expect(figures.incidents).toBe(entries.length);
    expect(sum(figures.outcomes)).toBe(entries.length);
    expect(sum(figures.causes)).toBe(entries.length);
    expect(figures.months.map(({ month }) => month)).toEqual(figures.months.map(({ month }) => month).sort());
    expect(await db().postmortemEntry.count()).toBeGreaterThan(entries.length);
  });

  it('take medians over what happened, and leave out what did not', async () => {
    const { phases } = await readStatistics({ period: 'all' });
    const verification = present(entries.map(({ verificationMs }) => verificationMs));
    expect(phases.map(({ phase }) => phase)).toEqual(['evaluation', 'communication', 'execution', 'verification']);
    expect(phases[3]).toMatchObject({
      reached: verification.length,
      medianMs: median(verification),
      budgetMs: 300_000,
    });
    const over = entries.filter((entry) => (entry.evaluationMs ?? 0) > entry.evaluationBudgetMs);
    expect(phases[0]?.over).toBe(over.length);
  });

  it('name the ten checks that flap most, and when checks did', async () => {
    const { flaps, months } = await readStatistics({ period: 'all' });
    const flapped = entries.filter((entry) => entry.flaps.length > 0);
    expect(months.reduce((total, month) => total + month.flapped, 0)).toBe(flapped.length);
    const counts = new Map<string, number>();
    for (const { serviceId, flaps: names } of entries)
      for (const name of names) counts.set(`${serviceId} ${name}`, (counts.get(`${serviceId} ${name}`) ?? 0) + 1);
    expect(flaps.map(({ count }) => count)).toEqual([...counts.values()].sort((a, b) => b - a).slice(0, 10));
  });
});

describe('the statistics of a part', () => {
  it('are of one service', async () => {
    const service = await db().service.findFirstOrThrow({ where: { name: 'Checkout' } });
    const own = entries.filter(({ serviceId }) => serviceId === service.id);
    const figures = await readStatistics({ period: 'all', service: service.slug });
    expect(figures.incidents).toBe(own.length);
    expect(new Set(figures.outcomes.map((row) => row.service))).toEqual(new Set(['Checkout']));
  });

  it('are of a period', async () => {
    const sinceMs = Date.now() - 90 * 86_400_000;
    const recent = entries.filter(({ declaredAt }) => declaredAt.getTime() >= sinceMs);
    expect(recent.length).toBeGreaterThan(0);
    expect((await readStatistics({ period: '90' })).incidents).toBe(recent.length);
  });

  it('are empty where there is nothing', async () => {
    const figures = await readStatistics({ period: '365', service: 'no-such-service' });
    expect(figures).toMatchObject({ incidents: 0, months: [], outcomes: [], causes: [], flaps: [] });
    expect(figures.phases[0]).toMatchObject({ medianMs: null, reached: 0, over: 0 });
  });
});
