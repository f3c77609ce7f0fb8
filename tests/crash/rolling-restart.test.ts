import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { boundary } from '../setup/crash/boundaries';
import { componentOf, earlierRevision, makeProviderWorld } from '../setup/crash/cell';
import { makeStand, type Stand } from '../setup/crash/stand';
import { startWeb, type WebProcess } from '../setup/crash/web-process';
import { until } from '../setup/until';

let stand: Stand;
let replicas: WebProcess[] = [];
beforeAll(async () => {
  stand = await makeStand();
  replicas = [await startWeb(), await startWeb()];
});
afterAll(async () => {
  for (const replica of replicas) await replica.stop();
  await stand?.end();
});

/** As a load balancer does it: what one replica does not take, the other one gets. */
async function ask(path: string): Promise<number> {
  for (const replica of [...replicas].sort(() => Math.random() - 0.5)) {
    const answer = await replica.get(path).catch(() => null);
    if (answer) return answer.status;
  }
  return 0;
}

/** Somebody who looks at the incident all the time; answers what they were told. */
function watcher(path: string): { stop(): Promise<Map<number, number>> } {
  const answers = new Map<number, number>();
  let watching = true;
  const watched = (async () => {
    while (watching) {
      const status = await ask(path);
      answers.set(status, (answers.get(status) ?? 0) + 1);
      await sleep(20);
    }
  })();
  return {
    async stop() {
      watching = false;
      await watched;
      return answers;
    },
  };
}

it('lets a run of two steps finish while every replica is replaced, and refuses nobody', async () => {
  const worlds = [await makeProviderWorld('git'), await makeProviderWorld('git')];
  const targets = await Promise.all(
    worlds.map(async (world) => [
      { provider: 'git', config: componentOf(world), revisionId: await earlierRevision(world) },
    ]),
  );
  const { incidentId, start } = await stand.declare(targets);
  const [world] = worlds;
  if (!world) throw new Error('no world');
  const standing = await boundary('during convergence').approach({ gates: stand.gates, world, incidentId });
  await start();
  const watching = watcher(`/api/incidents/${incidentId}/snapshot`);

  const workers = await Promise.all([stand.worker(), stand.worker()]);
  await standing.arrived;
  for (const [index, worker] of workers.entries()) {
    const next = await stand.worker();
    await next.ready();
    worker.signal('SIGTERM');
    await worker.ended();
    const old = replicas[index];
    replicas[index] = await startWeb();
    await old?.stop();
  }
  await standing.release();
  await stand.finished(incidentId);

  expect([...(await watching.stop()).keys()]).toEqual([200]);
  expect(await Promise.all(worlds.map((one) => one.writes()))).toEqual([1, 1]);
  expect(await stand.countOf(incidentId, 'run.finished')).toBe(1);
  expect(await stand.countOf(incidentId, 'step.failed')).toBe(0);
  for (const one of worlds) await one.close();
});

it('answers what a replica was asked before it was told to end', async () => {
  const world = await makeProviderWorld('git');
  const target = { provider: 'git', config: componentOf(world), revisionId: await earlierRevision(world) };
  const { incidentId } = await stand.declare([[target]]);
  const replica = await startWeb();
  const locker = new pg.Client({ connectionString: stand.databaseUrl });
  await locker.connect();
  await locker.query('BEGIN; LOCK TABLE incidents IN ACCESS EXCLUSIVE MODE');
  const answer = replica.get(`/api/incidents/${incidentId}/snapshot`);
  const waits = 'SELECT 1 FROM pg_locks WHERE NOT granted AND relation = $1::regclass';
  await until('the request waits', async () => (await locker.query(waits, ['incidents'])).rowCount);
  const stopped = replica.stop();
  const refuses = () =>
    replica.get('/api/health').then(
      () => false,
      () => true,
    );
  await until('new connections are refused', refuses);
  await locker.query('ROLLBACK');
  expect(await answer).toMatchObject({ status: 200 });
  await stopped;
  await locker.end();
  await world.close();
});
