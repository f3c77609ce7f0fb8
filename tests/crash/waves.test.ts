import { afterAll, beforeAll, expect, it } from 'vitest';
import type { World } from '@/tests/contract/fixture';
import { boundary } from '../setup/crash/boundaries';
import { componentOf, earlierRevision, makeProviderWorld, PROVIDERS, type ProviderId } from '../setup/crash/cell';
import { makeStand, type Stand } from '../setup/crash/stand';

let stand: Stand;
const worlds: World[] = [];
beforeAll(async () => {
  stand = await makeStand();
});
afterAll(async () => {
  await stand?.end();
  for (const world of worlds) await world.close();
});

async function target(provider: ProviderId) {
  const world = await makeProviderWorld(provider);
  worlds.push(world);
  return { provider, config: componentOf(world), revisionId: await earlierRevision(world) };
}

it('takes a run of several waves up in the middle of its second one, and repeats nothing', async () => {
  const [first = 'git', second = 'git', third = 'git'] = PROVIDERS;
  const { incidentId, stepIds, start } = await stand.declare([
    [await target(first)],
    [await target(second), await target(third)],
  ]);
  const standAt = (name: string, index: number) => {
    const [world, stepId] = [worlds[index], stepIds[index]];
    if (!world || !stepId) throw new Error('no such step');
    return boundary(name).approach({ gates: stand.gates, world, incidentId, stepId });
  };
  const accepted = await standAt('accepted but unrecorded', 1);
  const converging = await standAt('during convergence', 2);
  await start();
  const victim = await stand.worker();
  await Promise.all([accepted.arrived, converging.arrived]);
  const begun = (await stand.state(incidentId)).run?.steps.map(({ status }) => status);
  expect(begun).toEqual(['healthy', 'intended', 'requested']);

  await (await stand.worker()).ready();
  await victim.kill();
  await Promise.all([accepted.release(), converging.release()]);
  await stand.finished(incidentId);
  expect(await Promise.all(worlds.map((world) => world.writes()))).toEqual([1, 1, 1]);
  const { run } = await stand.state(incidentId);
  expect(run?.steps.map(({ status }) => status)).toEqual(['healthy', 'healthy', 'healthy']);
  expect(await stand.countOf(incidentId, 'step.requested')).toBe(3);
  expect(await stand.countOf(incidentId, 'step.failed')).toBe(0);
});
