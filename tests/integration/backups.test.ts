import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { GET } from '@/app/api/v1/backups/[id]/route';
import { POST } from '@/app/api/v1/backups/route';
import { db } from '@/lib/db/client';
import type { BackupView } from '@/lib/deployments/read-backup';
import { createDeployToken } from '@/lib/deployments/tokens';
import { readRevisions } from '@/lib/incidents/revisions';
import { type StartedEmulator, startEmulator } from '@/lib/lab/emulator/start';
import { readState } from '@/lib/log/read-state';
import { startWorker, type Worker } from '@/lib/runs/worker';
import { until } from '../setup/until';
import { makeWorld, type World } from '../setup/world';

const admin = { id: 'admin', name: 'Ada' };
const COMMIT = '4f2a9c1d7e8b3a6f5d4c3b2a1908f7e6d5c4b3a2';

let world: World;
let worker: Worker;
let amazon: StartedEmulator;
let token: string;
let databaseId: string;

beforeAll(async () => {
  [world, amazon] = await Promise.all([
    makeWorld(),
    // Without a window: a moment on the five minutes is newer than the snapshot where the test runs across it.
    startEmulator(path.resolve('lib/lab/aws/rds/main.ts'), { snapshotMs: 500, retentionDays: 0 }),
  ]);
  Object.assign(process.env, { SHOP_KEY_ID: 'AKIAEMULATOR', SHOP_SECRET_KEY: 'not-checked' });
  const credentials = { kind: 'keys', accessKeyId: 'env:SHOP_KEY_ID', secretAccessKey: 'env:SHOP_SECRET_KEY' };
  const config = { region: 'eu-west-3', endpoint: amazon.url, credentials, instance: 'shop-db' };
  databaseId = randomUUID();
  await db().component.create({
    data: { id: databaseId, serviceId: world.serviceId, name: 'database', provider: 'rds', config, position: 5 },
  });
  token = await createDeployToken('shop pipeline', admin);
  worker = await startWorker();
});
afterAll(async () => {
  await worker?.stop();
  await amazon?.close();
  await world?.end();
});

const headers = (bearer: string) => ({ authorization: `Bearer ${bearer}` });
const ask = (body: object = {}, bearer = token) =>
  POST(
    new Request('http://localhost/api/v1/backups', {
      method: 'POST',
      headers: headers(bearer),
      body: JSON.stringify({ service: 'shop', commit: COMMIT, by: 'deploy job 71', ...body }),
    }),
    { params: Promise.resolve({}) },
  );
const look = (id: string, bearer = token) =>
  GET(new Request(`http://localhost/api/v1/backups/${id}`, { headers: headers(bearer) }), {
    params: Promise.resolve({ id }),
  });
const idOf = async (response: Response) => ((await response.json()) as { data: { id: string } }).data.id;
const read = async (id: string) => ((await (await look(id)).json()) as { data: BackupView }).data;
const settled = (id: string) =>
  until('the restore point', async () => {
    const view = await read(id);
    return view.state === 'pending' ? false : view;
  });
const made = async () =>
  (JSON.parse(await amazon.control.everything()) as { snapshots: { id: string }[] }).snapshots.filter(({ id }) =>
    id.includes(`-before-${COMMIT.slice(0, 8)}-`),
  );

it('makes a restore point before a migration, which a pipeline waits for and the room then recommends', async () => {
  const asked = await ask();
  expect(asked.status).toBe(202);
  const id = await idOf(asked);
  expect(await read(id)).toMatchObject({ commit: COMMIT, components: [{ name: 'database' }] });
  const view = await settled(id);
  const [snapshot, ...others] = await made();
  expect(others).toEqual([]);
  expect(view).toMatchObject({
    state: 'available',
    components: [{ name: 'database', state: 'available', text: `Snapshot ${snapshot?.id} can be restored.` }],
  });

  const marker = { componentId: world.componentId, commit: COMMIT, by: 'deploy job 71', token: 'ci', at: new Date() };
  await db().deployment.create({ data: { id: randomUUID(), ...marker } });
  const { suggested } = await readRevisions(databaseId, await readState(await world.declare()));
  expect(suggested?.revisionId).toContain(snapshot?.id);
  expect(suggested?.suspect).toMatchObject({ change: 'deployment', name: COMMIT.slice(0, 8) });
});

it('is one request when a pipeline is retried, and another one for another commit', async () => {
  const first = await idOf(await ask());
  expect(await idOf(await ask())).toBe(first);
  expect(await idOf(await ask({ component: 'database' }))).toBe(first);
  expect(await made()).toHaveLength(1);
  expect(await idOf(await ask({ commit: 'aaaaaaa' }))).not.toBe(first);
});

it('says why there is none, and tries anew when it is asked again', async () => {
  await amazon.control.act('deny', { actions: ['rds:CreateDBSnapshot'] });
  const id = await idOf(await ask({ commit: 'bbbbbbb' }));
  const view = await settled(id);
  expect(view).toMatchObject({ state: 'failed', text: expect.stringContaining('Do not migrate') });
  expect(view.components[0]?.text).toContain('CreateDBSnapshot');
  await amazon.control.act('deny', { actions: [] });
  const again = await idOf(await ask({ commit: 'bbbbbbb' }));
  expect(again).not.toBe(id);
  expect((await settled(again)).state).toBe('available');
});

it('is told only to the token that asked, and only of what there is', async () => {
  const id = await idOf(await ask());
  expect((await ask({}, 'repli_guessed')).status).toBe(401);
  expect((await look(id, 'repli_guessed')).status).toBe(401);
  const other = await createDeployToken('another pipeline', admin);
  expect((await look(id, other)).status).toBe(404);
  expect((await ask({ service: 'nowhere' })).status).toBe(404);
  expect((await ask({ component: 'web' })).status).toBe(404);
  expect((await ask({ commit: 'main' })).status).toBe(400);
});
