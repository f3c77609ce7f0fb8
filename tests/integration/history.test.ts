import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeDb, db } from '@/lib/db/client';
import { auditAll } from '@/lib/log/audit';
import { rebuildAll } from '@/lib/log/rebuild';
import { RUN_PROGRAM } from '@/lib/run-program';
import { makeHistory } from '@/scripts/history/make';
import { removeHistory } from '@/scripts/history/remove';
import { freshDatabase, type TestDatabase } from '../setup/database';
import { seedGallery } from '../setup/gallery/seed';
import { TEST_SECRET } from '../setup/signed-in';

let database: TestDatabase;

beforeAll(async () => {
  database = await freshDatabase();
  Object.assign(process.env, { DATABASE_URL: database.url, NEXTAUTH_SECRET: TEST_SECRET, REPLI_LOG_LEVEL: 'silent' });
  await seedGallery();
  await makeHistory({ count: 60, seed: 3, untilMs: Date.parse('2026-06-01') });
});
afterAll(async () => {
  await closeDb();
  await database.drop();
});

const seed = (...args: string[]) =>
  execa(process.execPath, [RUN_PROGRAM, 'scripts/seed-history.ts', ...args], {
    env: { DATABASE_URL: database.url, LANG: 'en_GB.UTF-8', LC_ALL: '' },
    reject: false,
  });
const made = { incidentId: { startsWith: 'history-' } };
const entries = () => db().postmortemEntry.findMany({ where: made, orderBy: { number: 'asc' } });

test('a made-up history is hash-chained like a real one', async () => {
  let events = 0;
  for await (const audit of auditAll()) {
    expect(audit.broken).toBeNull();
    events += audit.events;
  }
  expect(events).toBeGreaterThan(60 * 20);
});

test('is in the library through the projections, which a rebuild reproduces', async () => {
  const before = await entries();
  expect(before).toHaveLength(60);
  await rebuildAll();
  expect(await entries()).toEqual(before);
});

test('is not made twice', async () => {
  const again = await seed('--count', '5');
  expect(again.exitCode).toBe(1);
  expect(again.stderr).toContain('60 incidents of an earlier run');
});

test('is removed whole, and alone', async () => {
  const others = await db().incident.count({ where: { NOT: { id: { startsWith: 'history-' } } } });
  expect(await removeHistory()).toBe(60);
  expect(await db().incident.count()).toBe(others);
  expect(await db().service.count({ where: { id: { startsWith: 'history-' } } })).toBe(0);
  expect(await db().followUp.count({ where: made })).toBe(0);
  expect(await db().event.count({ where: made })).toBe(0);
  await expect(db().$executeRaw`DELETE FROM events`).rejects.toThrow('append-only');
});

test('is not mixed with real incidents by accident', async () => {
  const refused = await seed('--count', '5');
  expect(refused.exitCode).toBe(1);
  expect(refused.stderr).toContain('in real use');
  expect((await seed('--count', '5', '--into-real-data')).stdout).toContain('Made 5 past incidents');
});
