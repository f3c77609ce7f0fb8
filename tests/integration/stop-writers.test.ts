import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { placeholderOf } from '@/lib/domain/flow';
import type { IncidentState } from '@/lib/domain/state';
import { act } from '@/lib/incidents/act';
import { preparePlan } from '@/lib/incidents/prepare-plan';
import { prepareUndo } from '@/lib/incidents/prepare-undo';
import { readRevisions } from '@/lib/incidents/revisions';
import { sendAndStart } from '@/lib/incidents/send-and-start';
import { type StartedEmulator, startEmulator } from '@/lib/lab/emulator/start';
import { readState } from '@/lib/log/read-state';
import { startWorker, type Worker } from '@/lib/runs/worker';
import { until } from '../setup/until';
import { makeWorld, type World } from '../setup/world';

const OLD_HOST = 'shop-db.abcdefgh.eu-west-3.rds.amazonaws.com';
const message = { locale: 'en' as const, body: 'Restoring the database.' };
const fileOf = (name: string) => fileURLToPath(new URL(`../../lib/lab/aws/${name}/main.ts`, import.meta.url));

let world: World;
let worker: Worker;
let amazon: Record<'rds' | 'secrets' | 'ecs', StartedEmulator>;
const components = { database: '', url: '', api: '' };

async function add(name: string, provider: string, emulator: StartedEmulator, config: object): Promise<string> {
  const id = randomUUID();
  const keys = { kind: 'keys', accessKeyId: 'env:SHOP_KEY_ID', secretAccessKey: 'env:SHOP_SECRET_KEY' };
  const whole = { region: 'eu-west-3', endpoint: emulator.url, credentials: keys, ...config };
  await db().component.create({ data: { id, serviceId: world.serviceId, name, provider, config: whole, position: 5 } });
  return id;
}

beforeAll(async () => {
  world = await makeWorld({ windowSeconds: 600, intervalSeconds: 1 });
  const { id, name, role } = world.commander;
  await db().user.create({ data: { id, name, role, email: 'lea@example.com' } });
  Object.assign(process.env, { SHOP_KEY_ID: 'AKIAEMULATOR', SHOP_SECRET_KEY: 'not-checked-by-the-emulator' });
  world.remote.push('health', `ok ${randomUUID()}`, 'Tidy up');
  worker = await startWorker();
});
afterAll(async () => {
  await worker?.stop();
  await world?.end();
});

beforeEach(async () => {
  const values = [`postgres://shop:a-password@${OLD_HOST}:5432/shop`];
  amazon = {
    rds: await startEmulator(fileOf('rds'), { restoreMs: 60, snapshotMs: 20 }),
    secrets: await startEmulator(fileOf('secrets-manager'), { values }),
    ecs: await startEmulator(fileOf('ecs'), { revisions: 3, stepMs: 20 }),
  };
  await db().component.deleteMany({ where: { name: { in: ['database', 'db-url', 'api'] } } });
  components.database = await add('database', 'rds', amazon.rds, { instance: 'shop-db' });
  components.url = await add('db-url', 'secrets-manager', amazon.secrets, { secretId: 'shop/database-url' });
  components.api = await add('api', 'ecs', amazon.ecs, { cluster: 'shop', service: 'api' });
  return async () => {
    for (const emulator of Object.values(amazon)) await emulator.close();
  };
});

function data<T>(result: { ok: true; data: T } | { ok: false; error: { code: string } }): T {
  if (!result.ok) throw new Error(result.error.code);
  return result.data;
}

const reached = (incidentId: string, what: string, wanted: (state: IncidentState) => boolean) =>
  until(what, async () => {
    const state = await readState(incidentId);
    return state && wanted(state) && state;
  });
const tasks = async () => ((await amazon.ecs.control.act('instances', {})) as unknown[]).length;
const writerFollowUp = ({ followUps }: IncidentState) => followUps.find(({ kind }) => kind === 'restart_writers');

async function declared() {
  const incidentId = await world.declare();
  data(await act(incidentId, { type: 'decision.take', decision: 'rollback', reason: '' }, world.commander));
  const { revisions } = await readRevisions(components.database, await readState(incidentId));
  const snapshot = revisions.find(({ id }) => id.startsWith('snapshot:'))?.id ?? '';
  const from = (componentId: string, output: string) => placeholderOf({ componentId, output });
  const target = (componentId: string, revisionId: string) => [{ componentId, revisionId }];
  const waves = {
    database: target(components.database, snapshot),
    url: target(components.url, `host:${from(components.database, 'endpoint')}`),
    api: target(components.api, `restart:${from(components.url, 'currentSince')}`),
    web: target(world.componentId, world.good),
  };
  return { incidentId, waves };
}

async function start(incidentId: string, prepared: { planId: string; hash: string }) {
  data(await act(incidentId, { type: 'plan.approve', ...prepared }, world.second));
  const isFirst = (await readState(incidentId))?.messages.length === 0;
  data(await sendAndStart(incidentId, { ...prepared, message: isFirst ? message : null, glass: [] }, world.commander));
}

/** Database, secret and restart with the writer stopped, as far as the restore, which Amazon does not finish. */
async function restoring() {
  await amazon.rds.control.act('set', { fate: 'held' });
  const { incidentId, waves } = await declared();
  const request = { waves: [waves.database, waves.url, waves.api], stopWriters: [components.api] };
  await start(incidentId, data(await preparePlan(incidentId, request, world.commander)));
  const state = await reached(incidentId, 'the restore', ({ run }) =>
    Boolean(run?.steps.some(({ action, requestedAt, convergedAt }) => !action && requestedAt && !convergedAt)),
  );
  return { incidentId, runId: state.run?.id ?? '', state };
}

async function abandon({ incidentId, runId }: { incidentId: string; runId: string }) {
  data(await act(incidentId, { type: 'run.abort', runId, reason: 'Not this one' }, world.commander));
  return reached(incidentId, 'the abort', ({ run }) => run?.status === 'aborted');
}

describe('what writes to a database', () => {
  it('is offered to be stopped, and is stopped only where somebody says so', async () => {
    const { incidentId, waves } = await declared();
    const planOf = async (request: Parameters<typeof preparePlan>[1]) => {
      const { hash } = data(await preparePlan(incidentId, request, world.commander));
      return { hash, plan: (await readState(incidentId))?.plan };
    };
    const all = [waves.database, waves.url, waves.api, waves.web];
    const off = await planOf({ waves: all });
    expect(off.plan?.writers).toEqual([{ componentId: components.api, componentName: 'api', stopped: false }]);
    expect(off.plan?.steps).toHaveLength(4);
    const on = await planOf({ waves: all, stopWriters: [components.api] });
    expect(on.hash).not.toBe(off.hash);
    expect(on.plan?.writers?.[0]?.stopped).toBe(true);
    expect(
      on.plan?.steps.map(({ componentName, action, wave, whileStopped }) => [
        wave,
        componentName,
        action,
        whileStopped,
      ]),
    ).toEqual([
      [0, 'api', 'stop', undefined],
      [1, 'database', undefined, true],
      [2, 'db-url', undefined, true],
      [3, 'api', undefined, true],
      // Nobody waits for what does not write.
      [4, 'api', 'resume', undefined],
      [5, 'web', undefined, undefined],
    ]);
    expect((await planOf({ waves: [waves.web] })).plan?.writers).toBeUndefined();
  });

  it('waits for the whole plan where it has no step of its own', async () => {
    const { incidentId, waves } = await declared();
    const request = { waves: [waves.database, waves.url], stopWriters: [components.api] };
    data(await preparePlan(incidentId, request, world.commander));
    const steps = (await readState(incidentId))?.plan?.steps;
    expect(steps?.map(({ componentName, action }) => action ?? componentName)).toEqual([
      'stop',
      'database',
      'db-url',
      'resume',
    ]);
  });

  it('stands still from before the restore until the secret names the new database, and comes back on it', async () => {
    const { incidentId, state } = await restoring();
    expect(await tasks()).toBe(0);
    expect(writerFollowUp(state)).toMatchObject({ done: false, restores: { stepId: state.run?.steps[0]?.id } });
    await amazon.rds.control.act('set', { fate: 'available' });
    await amazon.rds.control.act('release', {});
    const done = await reached(incidentId, 'the end', ({ run }) => run?.status === 'finished');
    expect(await tasks()).toBe(3);
    expect(writerFollowUp(done)?.done).toBe(true);
    // Nothing is looked at while what answers the checks stands still.
    expect(done.run?.steps.map(({ healthy }) => healthy)).toEqual([undefined, undefined, undefined, undefined, true]);
    const { versions } = JSON.parse(await amazon.secrets.control.everything()) as {
      versions: { id: string; stages: string[] }[];
    };
    const current = versions.find(({ stages }) => stages.includes('AWSCURRENT'))?.id;
    const { value } = (await amazon.secrets.control.act('value', { version: current })) as { value: string };
    const database = done.run?.steps.find(({ operation }) => operation?.data.endpoint);
    expect(new URL(value).hostname).toBe(database?.operation?.data.endpoint);
  });

  it('is brought back by one press when the run is abandoned in the middle', async () => {
    const run = await restoring();
    const state = await abandon(run);
    const followUpId = writerFollowUp(state)?.id ?? '';
    expect(await tasks()).toBe(0);
    data(await act(run.incidentId, { type: 'followup.restore', followUpId }, world.commander));
    await reached(run.incidentId, 'the writers', (after) => writerFollowUp(after)?.done === true);
    expect(await tasks()).toBe(3);
  });

  it('is brought back last when the run is undone', async () => {
    const run = await restoring();
    await abandon(run);
    await amazon.rds.control.act('set', { fate: 'available' });
    await amazon.rds.control.act('release', {});
    const undo = data(await prepareUndo(run.incidentId, world.commander));
    const steps = (await readState(run.incidentId))?.plan?.steps;
    expect(steps?.at(-1)).toMatchObject({ componentName: 'api', action: 'resume', undoOf: { runId: run.runId } });
    await start(run.incidentId, undo);
    const done = await reached(run.incidentId, 'the way back', (state) => state.run?.status === 'finished');
    expect(await tasks()).toBe(3);
    expect(writerFollowUp(done)?.done).toBe(true);
  });
});
