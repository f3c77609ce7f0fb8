import { afterAll, beforeAll, expect, it } from 'vitest';
import type { World } from '@/tests/contract/fixture';
import { fixtures } from '@/tests/contract/fixtures';
import { componentOf, earlierRevision } from '../setup/crash/cell';
import { type Claimed, type ClaimHistory, recordClaims } from '../setup/crash/claims';
import { type Declared, makeStand, type Stand } from '../setup/crash/stand';

const RUNS = 50;
/** Runs that two workers can have in hand at once: in what order those get to their claims is chance. */
const IN_HAND = 32;
let stand: Stand;
let claims: ClaimHistory;
const worlds: World[] = [];

beforeAll(async () => {
  stand = await makeStand();
  claims = await recordClaims(stand.databaseUrl);
});
afterAll(async () => {
  await claims?.end();
  await stand?.end();
  for (const world of worlds) await world.close();
});

/** A directory with a git repository: a world without a process of its own. */
async function declareOne(): Promise<Declared> {
  const world = await fixtures.git.worlds['a directory']?.();
  if (!world) throw new Error('git has no such world');
  worlds.push(world);
  return stand.declare([[{ provider: 'git', config: componentOf(world), revisionId: await earlierRevision(world) }]]);
}

const firstClaims = (history: Claimed[]) => history.filter(({ fence }) => fence === 1);

it('finishes fifty runs at once on two workers, each once, in a fair order and without a deadlock', async () => {
  const declared: Declared[] = [];
  for (let n = 0; n < RUNS; n++) declared.push(await declareOne());
  const runIds: string[] = [];
  for (const { incidentId, start } of declared) {
    await start();
    runIds.push((await stand.state(incidentId)).run?.id ?? '');
  }
  const workers = await Promise.all([stand.worker(), stand.worker()]);
  for (const { incidentId } of declared) await stand.finished(incidentId);
  for (const worker of workers) expect(worker.hasEnded()).toBe(false);
  for (const { incidentId } of declared) expect(await stand.countOf(incidentId, 'run.finished')).toBe(1);
  expect(await Promise.all(worlds.map((world) => world.writes()))).toEqual(worlds.map(() => 1));

  const history = await claims.read();
  expect(new Set(history.map(({ worker }) => worker)).size).toBe(2);
  // Nobody runs twice while another one waits for its first time.
  const again = history.findIndex(({ fence }) => fence > 1);
  expect(firstClaims(again === -1 ? history : history.slice(0, again))).toHaveLength(RUNS);
  // Who came first is served first.
  const order = firstClaims(history).map(({ runId }) => runIds.indexOf(runId));
  for (const [served, came] of order.entries()) expect(Math.abs(served - came)).toBeLessThanOrEqual(IN_HAND);
  expect(await claims.deadlocks()).toBe(0);
});
