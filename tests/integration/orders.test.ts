import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { gapOf, placeholderOf } from '@/lib/domain/flow';
import type { IncidentState } from '@/lib/domain/state';
import { act } from '@/lib/incidents/act';
import { preparePlan } from '@/lib/incidents/prepare-plan';
import { prepareUndo } from '@/lib/incidents/prepare-undo';
import { readRevisions } from '@/lib/incidents/revisions';
import { sendAndStart } from '@/lib/incidents/send-and-start';
import { breakAgain, mend } from '@/lib/lab/client';
import { type Lab, startLab } from '@/lib/lab/lab';
import { readState } from '@/lib/log/read-state';
import { startWorker, type Worker } from '@/lib/runs/worker';
import { emptyDatabase, type TestDatabase } from '../setup/database';
import { remove, scratchDir } from '../setup/lab';
import { OrdersService } from '../setup/orders';
import { until } from '../setup/until';
import { makeWorld, type World } from '../setup/world';

let server: TestDatabase;
let dir: string;
let lab: Lab;
let orders: OrdersService;
let world: World;
let worker: Worker;
const components: Record<string, string> = {};

beforeAll(async () => {
  [server, dir] = await Promise.all([emptyDatabase(), scratchDir()]);
  lab = await startLab({ dir, server: server.url });
  orders = await OrdersService.of(dir);
  const broken = orders.whenBroken();
  world = await makeWorld({ windowSeconds: 600, intervalSeconds: 1 });
  const { id, name, role } = world.commander;
  await db().user.create({ data: { id, name, role, email: 'lea@example.com' } });
  for (const { name: part, provider, config } of orders.service.components) {
    components[part] = randomUUID();
    const data = { id: components[part], serviceId: world.serviceId, name: part, provider, config: config as object };
    await db().component.create({ data: { ...data, position: 5 } });
  }
  worker = await startWorker();
  await broken;
}, 240_000);
afterAll(async () => {
  await worker?.stop();
  await world?.end();
  const own = await orders?.address();
  await lab?.stop();
  if (own) await dropOf(own);
  await server?.drop();
  await remove(dir);
});

/** What this lab made in the server: databases and accounts begin alike. */
async function dropOf(address: string): Promise<void> {
  const prefix = new URL(address).username.replace(/_orders$/, '');
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  const { rows } = await client.query<{ datname: string }>(
    'SELECT datname FROM pg_database WHERE starts_with(datname, $1)',
    [prefix],
  );
  for (const { datname } of rows) await client.query(`DROP DATABASE ${pg.escapeIdentifier(datname)} WITH (FORCE)`);
  for (const role of ['orders', 'reader']) await client.query(`DROP ROLE ${prefix}_${role}`);
  await client.end();
}

function data<T>(result: { ok: true; data: T } | { ok: false; error: { code: string } }): T {
  if (!result.ok) throw new Error(result.error.code);
  return result.data;
}

const reached = (incidentId: string, what: string, wanted: (state: IncidentState) => boolean) =>
  until(
    what,
    async () => {
      const state = await readState(incidentId);
      return state && wanted(state) && state;
    },
    90_000,
  );

/** Database to the snapshot that the release took, secret to the restored one, code to the release before. */
async function prepareComplete() {
  const incidentId = await world.declare();
  data(await act(incidentId, { type: 'decision.take', decision: 'rollback', reason: '' }, world.commander));
  const state = await readState(incidentId);
  const { database = '', secret = '', code = '' } = components;
  const snapshots = (await readRevisions(database, state)).revisions;
  const label = `before-${await orders.head()}`;
  const images = (await readRevisions(code, state)).revisions.filter(({ id }) => id.startsWith('arn:'));
  const waves = [
    [{ componentId: database, revisionId: snapshots.find((each) => each.label === label)?.id ?? '' }],
    [{ componentId: secret, revisionId: `host:${placeholderOf({ componentId: database, output: 'endpoint' })}` }],
    [{ componentId: code, revisionId: images.find(({ current }) => !current)?.id ?? '' }],
  ];
  const prepared = data(await preparePlan(incidentId, { waves, playbook: 'Complete' }, world.commander));
  return { incidentId, prepared, steps: (await readState(incidentId))?.plan?.steps ?? [] };
}

async function start(incidentId: string, prepared: { planId: string; hash: string }) {
  data(await act(incidentId, { type: 'plan.approve', ...prepared }, world.second));
  const isFirst = (await readState(incidentId))?.messages.length === 0;
  const message = isFirst ? { locale: 'en' as const, body: 'Rolling back completely.' } : null;
  return data(await sendAndStart(incidentId, { ...prepared, message, glass: [] }, world.commander));
}

// Releases, restores and rollouts of real processes, one after the other.
describe('a bad migration day', { timeout: 300_000 }, () => {
  it('is rolled back completely, and loses exactly what the plan announced', async () => {
    const damaged = await orders.address();
    expect(await orders.order()).toBe(500);
    const { incidentId, prepared, steps } = await prepareComplete();
    const announced = steps[0]?.losses.find(({ code }) => code === 'rows_since')?.params;
    expect(steps[2]?.warnings.map(({ code }) => code)).toContain('migrations:fit_irreversible');
    await start(incidentId, prepared);
    await reached(incidentId, 'the end', ({ run }) => run?.status === 'finished');
    await until('orders are taken again', async () => (await orders.status()) === 'ok');
    expect(await orders.order()).toBe(201);
    const serving = await orders.address();
    expect(serving).not.toBe(damaged);
    // Counted row by row in both databases: nothing is deleted.
    const [old, restored] = await Promise.all([orders.orders(damaged), orders.orders(serving)]);
    const lost = [...old].filter((id) => !restored.has(id));
    expect(lost.length).toBeGreaterThan(0);
    expect(announced).toMatchObject({ total: lost.length, list: `orders ${lost.length}` });
    expect((await orders.version()) === (await orders.head())).toBe(false);
  });

  it('that stops in the middle leaves the application where it was, and is switched back', async () => {
    expect(await breakAgain(dir, 'orders')).toMatchObject({ ok: true });
    await orders.whenBroken();
    const damaged = await orders.address();
    const held = await orders.orders(damaged);
    lab.refuse(true);
    const { incidentId, prepared, steps } = await prepareComplete();
    const announced = steps[0]?.losses.find(({ code }) => code === 'rows_since')?.params;
    await start(incidentId, prepared);
    const { run, plan } = await reached(incidentId, 'the pause', (state) => state.run?.status === 'paused');
    if (!run || !plan) throw new Error('no run');
    expect(gapOf(run, plan.steps)).toMatchObject({ output: 'endpoint', source: 'database', consumer: 'secret' });
    expect(await orders.address()).toBe(damaged);

    data(
      await act(incidentId, { type: 'run.abort', runId: run.id, reason: 'Back to the old database' }, world.commander),
    );
    await reached(incidentId, 'the abort', (state) => state.run?.status === 'aborted');
    await start(incidentId, data(await prepareUndo(incidentId, world.commander)));
    await reached(
      incidentId,
      'the way back',
      ({ run, pastRuns }) => pastRuns.length === 1 && run?.status === 'finished',
    );
    expect(await orders.address()).toBe(damaged);
    // Not one order was lost, and what would have been is what was announced.
    expect(await orders.orders(damaged)).toEqual(held);
    expect(Number(announced?.total)).toBeGreaterThan(0);
    lab.refuse(false);
  });

  it('goes on where it was after the lab has ended, and is mended by typing the prices in again', async () => {
    const before = await orders.address();
    await lab.stop();
    lab = await startLab({ dir, server: server.url });
    await until('it answers again', async () => (await orders.status()) === 'degraded');
    expect(await orders.address()).toBe(before);
    expect(await mend(dir, 'orders')).toMatchObject({ ok: true });
    await until('orders are taken again', async () => (await orders.order()) === 201, 90_000);
  });
});
