import { afterAll, beforeAll, expect, it } from 'vitest';
import type { World } from '@/tests/contract/fixture';
import { managedWorld } from '@/tests/contract/fixtures/kubernetes';
import { boundary } from '../setup/crash/boundaries';
import { componentOf, earlierRevision } from '../setup/crash/cell';
import { makeStand, type Stand } from '../setup/crash/stand';

/** Nothing is looked at after a suspension: a step that has converged is over. */
const BOUNDARIES = [
  'before intent',
  'after intent',
  'accepted but unrecorded',
  'during convergence',
  'converged but unrecorded',
];

let stand: Stand;
const worlds: World[] = [];
beforeAll(async () => {
  stand = await makeStand();
});
afterAll(async () => {
  await stand?.end();
  for (const world of worlds) await world.close();
});

async function rollbackThatStandsAt(name: string) {
  const world = await managedWorld();
  worlds.push(world);
  const revisionId = await earlierRevision(world);
  const declared = await stand.declare([[{ provider: 'kubernetes', config: componentOf(world), revisionId }]]);
  const { incidentId, stepIds } = declared;
  const [stepId = ''] = stepIds;
  const standing = await boundary(name).approach({ gates: stand.gates, world, incidentId, stepId });
  return { name, world, revisionId, incidentId, standing, start: declared.start };
}

it('suspends once and rolls back once, wherever a worker is killed in the suspension, and it holds', async () => {
  const rollbacks = await Promise.all(BOUNDARIES.map(rollbackThatStandsAt));
  for (const { start } of rollbacks) await start();
  const victim = await stand.worker();
  await Promise.all(rollbacks.map(({ standing }) => standing.arrived));
  await (await stand.worker()).ready();
  await victim.kill();
  await Promise.all(rollbacks.map(({ standing }) => standing.release()));
  for (const { incidentId, world, revisionId } of rollbacks) {
    await stand.finished(incidentId);
    expect((await world.connect().current({ signal: AbortSignal.timeout(30_000) })).id).toBe(revisionId);
    const { run, followUps } = await stand.state(incidentId);
    expect(run?.steps.map(({ status }) => status)).toEqual(['converged', 'healthy']);
    expect(followUps.filter(({ restores }) => restores)).toHaveLength(1);
    expect(await stand.countOf(incidentId, 'step.failed')).toBe(0);
  }
  expect(await Promise.all(worlds.map((world) => world.writes()))).toEqual(BOUNDARIES.map(() => 2));
});
