import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { gapOf, placeholderOf } from '@/lib/domain/flow';
import type { IncidentState } from '@/lib/domain/state';
import { act } from '@/lib/incidents/act';
import { readPlanDocument } from '@/lib/incidents/plan-document';
import { preparePlan } from '@/lib/incidents/prepare-plan';
import { prepareUndo } from '@/lib/incidents/prepare-undo';
import { readRevisions } from '@/lib/incidents/revisions';
import { sendAndStart } from '@/lib/incidents/send-and-start';
import { type StartedEmulator, startEmulator } from '@/lib/lab/emulator/start';
import { readState } from '@/lib/log/read-state';
import { startWorker, type Worker } from '@/lib/runs/worker';
import { until } from '../setup/until';
import { makeWorld, type World } from '../setup/world';

const PASSWORD = 'canary-database-password';
const OLD_HOST = 'shop-db.abcdefgh.eu-west-3.rds.amazonaws.com';
const message = { locale: 'en' as const, body: 'Rolling back completely.' };
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
  // The window outlives the tests: who takes a rollback back does so before it is over.
  world = await makeWorld({ windowSeconds: 600, intervalSeconds: 1 });
  const { id, name, role } = world.commander;
  await db().user.create({ data: { id, name, role, email: 'lea@example.com' } });
  Object.assign(process.env, { SHOP_KEY_ID: 'AKIAEMULATOR', SHOP_SECRET_KEY: 'not-checked-by-the-emulator' });
  worker = await startWorker();
});
afterAll(async () => {
  await worker?.stop();
  await world?.end();
});

beforeEach(async () => {
  world.remote.push('health', `ok ${randomUUID()}`, 'Tidy up');
  const values = [`postgres://shop:${PASSWORD}@${OLD_HOST}:5432/shop`];
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

const hostTarget = () => `host:${placeholderOf({ componentId: components.database, output: 'endpoint' })}`;
const restartTarget = () => `restart:${placeholderOf({ componentId: components.url, output: 'currentSince' })}`;

/** Database, then secret, then code. */
async function prepareComplete() {
  const incidentId = await world.declare();
  data(await act(incidentId, { type: 'decision.take', decision: 'rollback', reason: '' }, world.commander));
  const { revisions } = await readRevisions(components.database, await readState(incidentId));
  const snapshot = revisions.find(({ id }) => id.startsWith('snapshot:'));
  const waves = [
    [{ componentId: components.database, revisionId: snapshot?.id ?? '' }],
    [{ componentId: components.url, revisionId: hostTarget() }],
    [{ componentId: components.api, revisionId: restartTarget() }],
  ];
  return { incidentId, waves, prepared: data(await preparePlan(incidentId, { waves }, world.commander)) };
}

async function start(incidentId: string, prepared: { planId: string; hash: string }) {
  data(await act(incidentId, { type: 'plan.approve', ...prepared }, world.second));
  const isFirst = (await readState(incidentId))?.messages.length === 0;
  return data(
    await sendAndStart(incidentId, { ...prepared, message: isFirst ? message : null, glass: [] }, world.commander),
  );
}

async function hostInUse(): Promise<string> {
  const { versions } = JSON.parse(await amazon.secrets.control.everything()) as {
    versions: { id: string; stages: string[] }[];
  };
  const current = versions.find(({ stages }) => stages.includes('AWSCURRENT'))?.id;
  const { value } = (await amazon.secrets.control.act('value', { version: current })) as { value: string };
  expect(value).toContain(`shop:${PASSWORD}@`);
  return new URL(value).hostname;
}
/** What was registered under this number. */
async function definition(revision: number) {
  const { definitions } = JSON.parse(await amazon.ecs.control.everything()) as {
    definitions: { revision: number; input: { containerDefinitions: { environment: object[] }[] } }[];
  };
  return definitions.find((one) => one.revision === revision)?.input;
}
const deployments = async () =>
  (await amazon.ecs.control.log()).filter(({ changed }) => changed === 'deployment').length;

describe('a complete rollback', () => {
  it('offers each step what an earlier one gives', async () => {
    const incidentId = await world.declare();
    const state = await readState(incidentId);
    const firstOf = async (id: string) => (await readRevisions(id, state)).revisions[0];
    expect(await firstOf(components.url)).toMatchObject({ id: hostTarget(), marks: ['takes_endpoint:database'] });
    expect(await firstOf(components.api)).toMatchObject({ id: restartTarget(), marks: ['takes_currentSince:db-url'] });
    expect((await firstOf(components.database))?.marks.join()).not.toContain('takes_');
  });

  it('says in the plan what flows, and binds the approval to it', async () => {
    const { incidentId, waves, prepared } = await prepareComplete();
    const plan = (await readState(incidentId))?.plan;
    expect(plan?.steps[1]).toMatchObject({
      to: { id: hostTarget(), label: 'database.endpoint' },
      inputs: [{ stepId: plan?.steps[0]?.id, componentName: 'database', output: 'endpoint' }],
    });
    expect(JSON.stringify({ ...plan?.steps[1], to: null, inputs: null })).not.toContain(components.database);
    const document = await readPlanDocument(plan?.documentDigest ?? '');
    expect(document?.steps[1]?.commands.join('\n')).toMatch(/new_host="\$\{database_endpoint:\?\}"/);
    const again = data(await preparePlan(incidentId, { waves }, world.commander));
    expect(again.hash).toBe(prepared.hash);
    const typed = [[{ componentId: components.url, revisionId: 'host:db-9.example' }]];
    expect(data(await preparePlan(incidentId, { waves: typed }, world.commander)).hash).not.toBe(prepared.hash);
  });

  it('refuses a plan in which nothing gives what a step takes', async () => {
    const incidentId = await world.declare();
    const waves = [[{ componentId: components.url, revisionId: hostTarget() }]];
    await expect(preparePlan(incidentId, { waves }, world.commander)).rejects.toThrow('put that step before');
  });

  it('restores the database, moves the secret to its address, restarts the code, and goes back the same way', async () => {
    const { incidentId, prepared } = await prepareComplete();
    await start(incidentId, prepared);
    const done = await reached(incidentId, 'the end', ({ run }) => run?.status === 'finished');
    const restored = String(done.run?.steps[0]?.operation?.data.endpoint);
    expect(restored).not.toBe(OLD_HOST);
    expect(await hostInUse()).toBe(restored);
    expect(await deployments()).toBe(1);
    expect(JSON.stringify(done)).not.toContain(PASSWORD);

    const reason = 'Orders are missing';
    data(await act(incidentId, { type: 'verification.fail', reason }, world.commander));
    const undo = data(await prepareUndo(incidentId, world.commander));
    const planned = (await readState(incidentId))?.plan?.steps ?? [];
    // The restart comes after the secret that it reads.
    expect(planned.map(({ componentName, wave }) => [componentName, wave]).sort()).toEqual([
      ['api', 2],
      ['database', 0],
      ['db-url', 1],
    ]);
    await start(incidentId, undo);
    const undone = await reached(
      incidentId,
      'the way back',
      ({ run, pastRuns }) => pastRuns.length === 1 && run?.status === 'finished',
    );
    expect(undone.pastRuns[0]?.steps.map(({ status }) => status)).toEqual(['undone', 'undone', 'undone']);
    expect(await hostInUse()).toBe(OLD_HOST);
    expect(await deployments()).toBe(2);
  });

  it('does so with an Aurora cluster, and sends the application to its writer', async () => {
    const { id, config } = await db().component.findUniqueOrThrow({ where: { id: components.database } });
    await amazon.rds.close();
    amazon.rds = await startEmulator(fileOf('rds'), { restoreMs: 60, snapshotMs: 20, cluster: 'shop' });
    const { instance: _instance, ...place } = config as Record<string, string>;
    const clusterConfig = { ...place, endpoint: amazon.rds.url, cluster: 'shop' };
    await db().component.update({ where: { id }, data: { config: clusterConfig } });
    const { incidentId, prepared } = await prepareComplete();
    await start(incidentId, prepared);
    const done = await reached(incidentId, 'the end', ({ run }) => run?.status === 'finished');
    const { cluster, endpoint } = done.run?.steps[0]?.operation?.data ?? {};
    expect(endpoint).toBe(`${cluster}.cluster-cabcdefghijk.eu-west-3.rds.amazonaws.com`);
    expect(await hostInUse()).toBe(endpoint);
    const { instances } = JSON.parse(await amazon.rds.control.everything()) as { instances: { id: string }[] };
    expect(instances.map((each) => each.id)).toEqual(['shop-db', 'shop-writer', `${cluster}-1`]);
  });

  it('brings earlier code and the restored address into one task definition, and goes back to the one before', async () => {
    const url = (host: string) => `postgres://shop:${PASSWORD}@${host}:5432/shop?sslmode=require`;
    await amazon.ecs.close();
    amazon.ecs = await startEmulator(fileOf('ecs'), { revisions: 3, stepMs: 20, environmentValue: url(OLD_HOST) });
    const { id, config } = await db().component.findUniqueOrThrow({ where: { id: components.api } });
    const moved = { ...(config as object), endpoint: amazon.ecs.url, urlVariable: 'MODE' };
    await db().component.update({ where: { id }, data: { config: moved } });
    const incidentId = await world.declare();
    data(await act(incidentId, { type: 'decision.take', decision: 'rollback', reason: '' }, world.commander));
    const arn = (revision: number) => `arn:aws:ecs:eu-west-3:123456789012:task-definition/api:${revision}`;
    const target = `${hostTarget()}@${arn(2)}`;
    const revisionsNow = async () => (await readRevisions(id, await readState(incidentId))).revisions;
    const offered = await revisionsNow();
    const at = offered.findIndex((revision) => revision.id === target);
    expect(offered[at]).toMatchObject({ label: 'api:2 @ database.endpoint', marks: ['takes_endpoint:database'] });
    // What it is worth is what its code is worth.
    expect(offered[at - 1]).toMatchObject({ id: arn(2), doubts: offered[at]?.doubts });
    expect(offered.filter(({ label }) => label.startsWith('api:3')).map(({ label }) => label)).toEqual(['api:3']);

    const { revisions } = await readRevisions(components.database, await readState(incidentId));
    const snapshot = revisions.find((revision) => revision.id.startsWith('snapshot:'));
    const waves = [
      [{ componentId: components.database, revisionId: snapshot?.id ?? '' }],
      [{ componentId: id, revisionId: target }],
    ];
    const prepared = data(await preparePlan(incidentId, { waves }, world.commander));
    const step = (await readState(incidentId))?.plan?.steps[1];
    expect(step?.to).toMatchObject({ id: target, label: 'api:2 @ database.endpoint' });
    expect(step?.to.summary).toContain(`${OLD_HOST} → database.endpoint`);
    await start(incidentId, prepared);
    const done = await reached(incidentId, 'the end', ({ run }) => run?.status === 'finished');
    const restored = String(done.run?.steps[0]?.operation?.data.endpoint);
    expect(await definition(4)).toMatchObject({ ...(await definition(2)), containerDefinitions: expect.anything() });
    const containers = (await definition(2))?.containerDefinitions;
    expect((await definition(4))?.containerDefinitions).toEqual(
      containers?.map((container) => ({ ...container, environment: [{ name: 'MODE', value: url(restored) }] })),
    );
    expect(await deployments()).toBe(1);
    expect(done.run?.steps[1]?.operation?.data).toMatchObject({ target: arn(4), revision: arn(4) });
    expect(JSON.stringify(done)).not.toContain(PASSWORD);
    const seen = await db().revisionSighting.findMany({ where: { componentId: id }, orderBy: { firstAt: 'asc' } });
    expect(seen.map(({ revisionId }) => revisionId)).toEqual([arn(3), arn(4)]);

    data(await act(incidentId, { type: 'verification.fail', reason: 'Still red' }, world.commander));
    const failed = await db().revisionVerdict.findMany({ where: { incidentId, componentId: id, verdict: 'failed' } });
    expect(failed.map(({ revisionId }) => revisionId).sort()).toEqual([arn(4), target].sort());
    const doubtful = (await revisionsNow()).filter(({ doubts }) => doubts.includes('failed_in_incident'));
    expect(doubtful.map((revision) => revision.id)).toEqual([arn(2), target]);
    const undo = data(await prepareUndo(incidentId, world.commander));
    const planned = (await readState(incidentId))?.plan?.steps ?? [];
    expect(planned.map(({ componentName, to }) => [componentName, to.label])).toEqual([
      ['database', 'shop-db'],
      ['api', 'api:3'],
    ]);
    await start(incidentId, undo);
    await reached(
      incidentId,
      'the way back',
      (state) => state.pastRuns.length === 1 && state.run?.status === 'finished',
    );
    expect((await revisionsNow()).find(({ current }) => current)?.id).toBe(arn(3));
    expect(await deployments()).toBe(2);
  });

  it('stands in a state that can be said in one sentence when the secret fails, and is switched back', async () => {
    await amazon.secrets.control.act('deny', { actions: ['secretsmanager:PutSecretValue'] });
    const { incidentId, prepared } = await prepareComplete();
    await start(incidentId, prepared);
    const paused = await reached(incidentId, 'the pause', ({ run }) => run?.status === 'paused');
    const { run, plan } = paused;
    if (!run || !plan) throw new Error('no run');
    expect(gapOf(run, plan.steps)).toMatchObject({ output: 'endpoint', source: 'database', consumer: 'db-url' });
    expect(await hostInUse()).toBe(OLD_HOST);
    expect(await deployments()).toBe(0);

    data(
      await act(incidentId, { type: 'run.abort', runId: run.id, reason: 'Back to the old database' }, world.commander),
    );
    await reached(incidentId, 'the abort', (state) => state.run?.status === 'aborted');
    const undo = data(await prepareUndo(incidentId, world.commander));
    expect((await readState(incidentId))?.plan?.steps.map(({ componentName }) => componentName)).toEqual(['database']);
    await start(incidentId, undo);
    await reached(
      incidentId,
      'the way back',
      (state) => state.pastRuns.length === 1 && state.run?.status === 'finished',
    );
    const { instances } = JSON.parse(await amazon.rds.control.everything()) as { instances: { id: string }[] };
    // Nothing is ever deleted.
    expect(instances.map(({ id }) => id)).toContain('shop-db');
    expect(instances).toHaveLength(2);
  });

  it('goes on from the middle once the cause is gone', async () => {
    await amazon.secrets.control.act('deny', { actions: ['secretsmanager:PutSecretValue'] });
    const { incidentId, prepared } = await prepareComplete();
    await start(incidentId, prepared);
    const { run } = await reached(incidentId, 'the pause', (state) => state.run?.status === 'paused');
    await amazon.secrets.control.act('deny', { actions: [] });
    const failed = run?.steps.find(({ status }) => status === 'failed')?.id ?? '';
    data(await act(incidentId, { type: 'step.retry', runId: run?.id ?? '', stepId: failed }, world.commander));
    const paused = await readState(incidentId);
    if (paused?.run?.status === 'paused')
      data(await act(incidentId, { type: 'run.resume', runId: run?.id ?? '' }, world.commander));
    const done = await reached(incidentId, 'the end', (state) => state.run?.status === 'finished');
    expect(await hostInUse()).toBe(String(done.run?.steps[0]?.operation?.data.endpoint));
  });
});
