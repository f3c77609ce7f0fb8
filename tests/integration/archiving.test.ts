import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { setArchived } from '@/lib/catalogue/archive';
import { db } from '@/lib/db/client';
import { declare } from '@/lib/incidents/declare';
import { until } from '../setup/until';
import { makeWorld, type World } from '../setup/world';

/** Transactions of a busy machine (ms). */
const PATIENT = { timeout: 60_000 };

let world: World;

beforeAll(async () => {
  world = await makeWorld();
  // The queue is there before anything is timed against anything.
  await world.declare();
  await db().incident.updateMany({ data: { status: 'closed' } });
});
afterAll(() => world?.end());
afterEach(async () => {
  await db().incident.updateMany({ data: { status: 'closed' } });
  await setArchived('shop', false, 'ann');
});

const archive = () => setArchived('shop', true, 'ann');
const declareOnShop = () =>
  declare(
    { serviceId: world.serviceId, title: 'Checkout fails', class: 'urgent', drill: false, symptoms: [] },
    world.commander,
  );

/** How many transactions wait for a lock. */
const waiting = async (): Promise<number> => {
  const rows = await db().$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  return rows[0]?.count ?? 0;
};

/** Starts `first`, stops it before it ends by locking what it writes last, starts `second`, and lets both go on. */
async function oneWithinTheOther<A, B>(
  last: 'audit_entries' | 'events',
  first: () => Promise<A>,
  second: () => Promise<B>,
) {
  const begun = await db().$transaction(async (tx) => {
    await tx.$executeRawUnsafe(`LOCK TABLE ${last} IN EXCLUSIVE MODE`);
    const one = first();
    await until('the first one to be stopped', async () => (await waiting()) === 1);
    let ended = false;
    const other = second().finally(() => {
      ended = true;
    });
    await until('the second one to wait or end', async () => ended || (await waiting()) === 2);
    return { one, other };
  }, PATIENT);
  return Promise.all([begun.one, begun.other]);
}

it('refuses what is declared while the service is being archived', async () => {
  const [archived, declared] = await oneWithinTheOther('audit_entries', archive, declareOnShop);
  expect(archived).toBe('done');
  expect(declared).toEqual({ ok: false, error: { code: 'service_archived', params: { service: 'Shop' } } });
  expect(await db().incident.count({ where: { status: 'open' } })).toBe(0);
});

it('does not archive a service while an incident is being declared on it', async () => {
  const [declared, archived] = await oneWithinTheOther('events', declareOnShop, archive);
  expect(declared.ok).toBe(true);
  expect(archived).toBe('open_incident');
  expect(await db().service.count({ where: { archivedAt: null } })).toBe(1);
});

it('never ends with both, whichever comes first', async () => {
  for (let round = 0; round < 10; round += 1) {
    const [declared, archived] = await Promise.all([declareOnShop(), archive()]);
    expect(archived === 'done').toBe(!declared.ok);
    await db().incident.updateMany({ data: { status: 'closed' } });
    await setArchived('shop', false, 'ann');
  }
});
