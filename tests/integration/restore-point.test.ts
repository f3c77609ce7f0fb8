import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { readRevisions } from '@/lib/incidents/revisions';
import { type StartedEmulator, startEmulator } from '@/lib/lab/emulator/start';
import { readState } from '@/lib/log/read-state';
import { type MigrationsCase, migrationsCase } from '@/tests/contract/fixtures/migrations-case';
import { makeWorld, type World } from '../setup/world';

const ORDERS = '20260101000000_orders';
const GIFTS = '20260102000000_gifts';
const MINUTE_MS = 60_000;

let world: World;
let shop: MigrationsCase;
let amazon: StartedEmulator;
let databaseId: string;

beforeAll(async () => {
  world = await makeWorld();
  shop = await migrationsCase({
    [ORDERS]: 'CREATE TABLE orders (id serial PRIMARY KEY);',
    [GIFTS]: 'ALTER TABLE orders DROP COLUMN id;',
  });
  amazon = await startEmulator(path.resolve('lib/lab/aws/rds/main.ts'), { snapshotMs: 20 });
  Object.assign(process.env, { SHOP_DB: shop.url, SHOP_KEY_ID: 'AKIAEMULATOR', SHOP_SECRET_KEY: 'not-checked' });
  const credentials = { kind: 'keys', accessKeyId: 'env:SHOP_KEY_ID', secretAccessKey: 'env:SHOP_SECRET_KEY' };
  databaseId = await add('database', 'rds', {
    ...{ region: 'eu-west-3', endpoint: amazon.url, credentials, instance: 'shop-db' },
  });
});
afterAll(async () => {
  await world?.end();
  await shop?.close();
  await amazon?.close();
});

async function add(name: string, provider: string, config: object): Promise<string> {
  const id = randomUUID();
  await db().component.create({ data: { id, serviceId: world.serviceId, name, provider, config, position: 5 } });
  return id;
}

/** The default target, and the moments of all restore points that came before the suspected change, newest first. */
async function recommended() {
  const { revisions, suggested } = await readRevisions(databaseId, await readState(await world.declare()));
  const at = suggested?.suspect?.at ?? '';
  const before = revisions.flatMap(({ id, dataAt }) => (dataAt && dataAt < at ? [{ id, dataAt }] : []));
  return { suggested, before: before.sort((a, b) => (a.dataAt < b.dataAt ? 1 : -1)) };
}

it('recommends the newest restore point from before the deployment, and from before its migration where that is known', async () => {
  const deployedAt = new Date(Date.now() - 3 * MINUTE_MS);
  const marker = {
    componentId: world.componentId,
    commit: world.bad,
    by: 'deploy job 71',
    token: 'ci',
    at: deployedAt,
  };
  await db().deployment.create({ data: { id: randomUUID(), ...marker } });
  const byMarker = await recommended();
  expect(byMarker.suggested).toEqual({
    revisionId: byMarker.before[0]?.id,
    why: 'before_change',
    suspect: { change: 'deployment', name: world.bad.slice(0, 8), at: deployedAt.toISOString() },
  });

  const source = { kind: 'path', folder: shop.folder };
  await add('schema', 'migrations', { url: 'env:SHOP_DB', source, backup: { name: 'snapshot' } });
  const appliedAt = new Date(Date.now() - 100 * MINUTE_MS);
  const applied = (name: string, at: Date) =>
    shop.query('UPDATE _prisma_migrations SET started_at = $2, finished_at = $2 WHERE migration_name = $1', [name, at]);
  await applied(ORDERS, new Date(Date.now() - 30 * 24 * 60 * MINUTE_MS));
  await applied(GIFTS, appliedAt);
  const byMigration = await recommended();
  expect(byMigration.suggested).toEqual({
    revisionId: byMigration.before[0]?.id,
    why: 'before_change',
    suspect: { change: 'migration', name: GIFTS, at: appliedAt.toISOString() },
  });
  expect(byMigration.before[0]?.id).not.toBe(byMarker.before[0]?.id);
});
