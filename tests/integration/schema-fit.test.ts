import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { preparePlan } from '@/lib/incidents/prepare-plan';
import { readState } from '@/lib/log/read-state';
import { createRepository } from '@/tests/contract/fixtures/git-repository';
import { type MigrationsCase, migrationsCase } from '@/tests/contract/fixtures/migrations-case';
import { makeWorld, type World } from '../setup/world';

const BEFORE = '20260101000000_orders';
const AFTER = '20260102000000_require_gift';
const MIGRATIONS = {
  [BEFORE]: 'CREATE TABLE orders (id serial PRIMARY KEY);',
  [AFTER]: 'ALTER TABLE orders ADD COLUMN gift text NOT NULL;',
};

let world: World;
let shop: MigrationsCase;
let code: { componentId: string; revisionId: string };
let schema: { componentId: string; revisionId: string };

beforeAll(async () => {
  world = await makeWorld();
  shop = await migrationsCase(MIGRATIONS);
  const { id, name, role } = world.commander;
  await db().user.create({ data: { id, name, role, email: 'lea@example.com' } });
  const repository = createRepository(path.join(shop.root, 'shop.git'));
  const [first = ''] = Object.entries(MIGRATIONS).flatMap(([migration, sql]) =>
    repository.commit('main', [
      { subject: migration, files: { [`prisma/migrations/${migration}/migration.sql`]: sql } },
    ]),
  );
  process.env.SHOP_DB = shop.url;
  const remote = repository.url;
  code = { componentId: await add('code', 'git', { remote }), revisionId: first };
  const backup = { name: 'snapshot' };
  const source = { kind: 'git', remote };
  schema = {
    componentId: await add('schema', 'migrations', { url: 'env:SHOP_DB', source, backup }),
    revisionId: BEFORE,
  };
});
afterAll(async () => {
  await world?.end();
  await shop?.close();
});

async function add(name: string, provider: string, config: object): Promise<string> {
  const id = randomUUID();
  await db().component.create({ data: { id, serviceId: world.serviceId, name, provider, config, position: 5 } });
  return id;
}

/** What the plan warns of in the step of the code. */
async function warningsOf(waves: { componentId: string; revisionId: string }[][]): Promise<string[]> {
  const incidentId = await world.declare();
  const prepared = await preparePlan(incidentId, { waves }, world.commander);
  expect(prepared.ok).toBe(true);
  const step = (await readState(incidentId))?.plan?.steps.find(({ componentId }) => componentId === code.componentId);
  return step?.warnings.map((warning) => warning.code) ?? [];
}

it('warns by itself when the code of a target does not fit the live schema', async () => {
  expect(await warningsOf([[code]])).toContain('migrations:fit_needs_down');
});

it('does not warn of migrations that the same plan takes back', async () => {
  expect(await warningsOf([[schema], [code]])).not.toContain('migrations:fit_needs_down');
});

it('plans the code all the same when the database cannot be asked, and says so', async () => {
  process.env.SHOP_DB = shop.url.replace(/:\d+\//, ':1/');
  expect(await warningsOf([[code]])).toContain('any:fit_not_asked');
  process.env.SHOP_DB = shop.url;
});

it('asks of code alone: a migration is no version of the code', async () => {
  const { config } = await db().component.findUniqueOrThrow({ where: { id: schema.componentId } });
  const other = await add('archive', 'migrations', config as object);
  const incidentId = await world.declare();
  const prepared = await preparePlan(incidentId, { waves: [[schema]] }, world.commander);
  expect(prepared.ok).toBe(true);
  const [step] = (await readState(incidentId))?.plan?.steps ?? [];
  expect(step?.warnings.filter((warning) => warning.code.startsWith('migrations:'))).toEqual([]);
  await db().component.delete({ where: { id: other } });
});
