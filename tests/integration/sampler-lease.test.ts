import { afterAll, beforeAll, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { holdSamplerLease, takeSamplerLease } from '@/lib/runs/sampler-lease';
import { until } from '../setup/until';
import { makeWorld, type World } from '../setup/world';

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world?.end());

it('keeps the sampler its lease while a slow check is being asked, and no longer', async () => {
  const incidentId = await world.declare();
  const lease = await takeSamplerLease(incidentId, 'one');
  if (!lease) throw new Error('no lease');
  const endsAt = async () => (await db().samplerLease.findUniqueOrThrow({ where: { incidentId } })).expiresAt.getTime();
  const takenUntil = await endsAt();
  await holdSamplerLease(lease, async () => {
    await until('the lease to be prolonged', async () => (await endsAt()) > takenUntil);
    expect(await takeSamplerLease(incidentId, 'two')).toBeNull();
  });
  await db().samplerLease.update({ where: { incidentId }, data: { expiresAt: new Date(0) } });
  expect(await takeSamplerLease(incidentId, 'two')).toMatchObject({ tookOver: true });
});
