import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { boundary } from '../setup/crash/boundaries';
import { PROVIDERS, type ProviderId, type Staged, stage } from '../setup/crash/cell';
import { type ClaimHistory, recordClaims } from '../setup/crash/claims';
import { outcomeOf, undisturbed } from '../setup/crash/outcome';
import { makeSpare, type Spare } from '../setup/crash/spare';
import { makeStand, type Stand } from '../setup/crash/stand';
import { until } from '../setup/until';

const REPLACED_WITHIN_MS = 15_000;
let stand: Stand;
let claims: ClaimHistory;
let staged: Staged[] = [];
let spare: Spare | null = null;

beforeAll(async () => {
  stand = await makeStand();
  claims = await recordClaims(stand.databaseUrl);
});
afterAll(async () => {
  await claims?.end();
  await stand?.end();
});
afterEach(async () => {
  await stand.killWorkers();
  await spare?.world.close();
  spare = null;
  for (const { rollback, world } of staged) {
    await stand.leave(rollback.incidentId);
    await world.close();
  }
});

async function stageAll(name: string, providers: ProviderId[]): Promise<void> {
  staged = await Promise.all(providers.map((provider) => stage(stand, { provider, boundary: boundary(name) })));
  for (const { rollback } of staged) await rollback.start();
}

const finished = ({ rollback }: Staged) => stand.finished(rollback.incidentId);

async function expectUndisturbed(): Promise<void> {
  for (const one of staged) expect(await outcomeOf(one)).toEqual(undisturbed(one.cell.provider));
}

describe('a worker that is killed', () => {
  it('is replaced in each of its runs within 15 s of the database', async () => {
    await stageAll('during convergence', ['git', 'git', 'git']);
    const victim = await stand.worker();
    await Promise.all(staged.map(({ standing }) => standing.arrived));
    await (await stand.worker()).ready();
    const before = (await claims.read()).length;
    const killedAtMs = await claims.nowMs();
    await victim.kill();
    const taken = await until('every run being taken over', async () => {
      const since = (await claims.read()).slice(before);
      return since.length >= staged.length && since;
    });
    expect(new Set(taken.map(({ runId }) => runId)).size).toBe(staged.length);
    for (const { atMs } of taken) expect(atMs - killedAtMs).toBeLessThanOrEqual(REPLACED_WITHIN_MS);
    await Promise.all(staged.map(({ standing }) => standing.release()));
    await Promise.all(staged.map(finished));
    await expectUndisturbed();
  });
});

describe('a worker that falls asleep between its check and its act', () => {
  it('writes nothing to the log when it wakes, and nothing more to any provider', async () => {
    await stageAll('before intent', PROVIDERS);
    spare = await makeSpare(stand, PROVIDERS[0] ?? 'git');
    const sleeper = await stand.worker();
    await Promise.all(staged.map(({ standing }) => standing.arrived));
    // Whoever asks whether its claim still holds waits from here on: the answer reaches it in its sleep.
    const lock = await claims.lock();
    try {
      await Promise.all(staged.map(({ standing }) => standing.release()));
      await lock.taken;
      await until('the sleeper asking for its claim', lock.isWaitedFor);
      sleeper.signal('SIGSTOP');
    } finally {
      await lock.release();
    }
    const successor = await stand.worker();
    await Promise.all(staged.map(finished));
    await expectUndisturbed();
    sleeper.signal('SIGCONT');
    await successor.kill();
    await spare.run();
    await expectUndisturbed();
  });
});
