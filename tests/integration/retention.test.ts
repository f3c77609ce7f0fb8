import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { prune } from '@/lib/runs/retain';
import { type LogWorld, makeLogWorld } from '../setup/log-world';

const DAY_MS = 24 * 60 * 60_000;
const going = new AbortController().signal;

let world: LogWorld;
beforeAll(async () => {
  world = await makeLogWorld();
});
afterAll(() => world?.end());
afterEach(async () => {
  await db().checkSample.deleteMany();
});

async function incidentWith(status: 'open' | 'closed', samples: { count: number; daysAgo: number }): Promise<string> {
  const incidentId = await world.declare();
  await db().incident.update({ where: { id: incidentId }, data: { status } });
  await db().$executeRaw`
    INSERT INTO check_samples (incident_id, check_id, at, verdict, observed, latency_ms)
    SELECT ${incidentId}, 'health', now() - ${samples.daysAgo} * interval '1 day', 'pass', 'status 200', 12
    FROM generate_series(1, ${samples.count})`;
  return incidentId;
}

const kept = (incidentId: string) => db().checkSample.count({ where: { incidentId } });

describe('retention', () => {
  it('deletes the samples of closed incidents once they are thirty days old', async () => {
    const old = await incidentWith('closed', { count: 3, daysAgo: 31 });
    const young = await incidentWith('closed', { count: 3, daysAgo: 29 });
    await prune(going);
    expect([await kept(old), await kept(young)]).toEqual([0, 3]);
  });

  it('keeps those of an open incident, however old', async () => {
    const open = await incidentWith('open', { count: 3, daysAgo: 400 });
    await prune(going);
    expect(await kept(open)).toBe(3);
  });

  it('goes on until the last batch', async () => {
    const old = await incidentWith('closed', { count: 11_000, daysAgo: 31 });
    await prune(going);
    expect(await kept(old)).toBe(0);
  });

  it('deletes nothing more when the worker stops', async () => {
    const old = await incidentWith('closed', { count: 3, daysAgo: 31 });
    await prune(AbortSignal.abort());
    expect(await kept(old)).toBe(3);
  });

  it('forgets links that expired, tries that no limit counts, and who left', async () => {
    const [now, earlier] = [new Date(), new Date(Date.now() - 2 * DAY_MS)];
    const tokens = [now, earlier].map((expiresAt, n) => ({ digest: `digest-${n}`, userId: 'u', expiresAt }));
    await db().signInToken.createMany({ data: tokens });
    await db().signInAttempt.createMany({
      data: [now, earlier].map((at) => ({ key: 'account:lea@example.com', succeeded: false, at })),
    });
    await db().presence.createMany({
      data: [now, earlier].map((seenAt, n) => ({ incidentId: 'i', userId: `u-${n}`, name: 'Léa', seenAt })),
    });
    await prune(going);
    expect(await db().signInToken.findMany()).toMatchObject([{ digest: 'digest-0' }]);
    expect(await db().signInAttempt.findMany()).toMatchObject([{ at: now }]);
    expect(await db().presence.findMany()).toMatchObject([{ userId: 'u-0' }]);
  });
});
