import { afterAll, beforeAll, expect, it } from 'vitest';
import { POST } from '@/app/api/v1/deployments/route';
import { db } from '@/lib/db/client';
import { createDeployToken, listDeployTokens, revokeDeployToken } from '@/lib/deployments/tokens';
import { banRevision, liftBan } from '@/lib/incidents/bans';
import { readRevisions } from '@/lib/incidents/revisions';
import { makeWorld, type World } from '../setup/world';

const admin = { id: 'admin', name: 'Ada' };
let world: World;
let token: string;

beforeAll(async () => {
  world = await makeWorld();
  token = await createDeployToken('shop pipeline', admin);
});
afterAll(() => world?.end());

const announce = (body: unknown, bearer = token) =>
  POST(
    new Request('http://localhost/api/v1/deployments', {
      method: 'POST',
      headers: { authorization: `Bearer ${bearer}` },
      body: JSON.stringify(body),
    }),
    { params: Promise.resolve({}) },
  );
const marker = (given: object = {}) => ({
  service: 'shop',
  component: 'web',
  commit: world.bad,
  by: 'deploy job 71',
  url: 'https://ci.example/jobs/71',
  ...given,
});
const revisionOf = async (id: string) =>
  (await readRevisions(world.componentId, null)).revisions.find((revision) => revision.id === id);

it('what a pipeline announced is shown on the revision that it deployed', async () => {
  const at = '2026-03-02T08:00:00.000Z';
  const answer = await announce(marker({ at, commit: world.bad.slice(0, 10) }));
  expect(answer.status).toBe(201);
  expect((await revisionOf(world.bad))?.deployed).toEqual({
    at,
    by: 'deploy job 71',
    url: 'https://ci.example/jobs/71',
  });
  expect((await revisionOf(world.good))?.deployed).toBeUndefined();
});

it('a pipeline that says the same twice deployed once', async () => {
  const [first, second] = [await announce(marker()), await announce(marker())];
  expect(await second.json()).toEqual(await first.json());
});

it.each<[string, object, number, object]>([
  ['a component that is not there', { component: 'nowhere' }, 404, { code: 'no_such_component' }],
  ['no word on what was deployed', { commit: undefined }, 400, { fieldErrors: { revision: expect.any(String) } }],
  ['a commit that is none', { commit: 'main' }, 400, { fieldErrors: { commit: expect.any(String) } }],
  ['a field that it does not know', { sha: 'a' }, 400, { code: 'invalid_input' }],
])('refuses %s, and says which field', async (_what, given, status, error) => {
  const answer = await announce(marker(given));
  expect(answer.status).toBe(status);
  expect(await answer.json()).toMatchObject({ ok: false, error });
});

it('asks for a token, which ends at once when it is revoked and is stored as a digest only', async () => {
  expect((await announce(marker(), 'repli_guessed')).status).toBe(401);
  const brief = await createDeployToken('brief', admin);
  expect((await announce(marker(), brief)).status).toBe(201);
  expect(JSON.stringify(await db().deployToken.findMany())).not.toContain(brief);
  const row = (await listDeployTokens()).find(({ name }) => name === 'brief');
  expect(row?.usedAt).not.toBeNull();
  await revokeDeployToken(row?.id ?? '', admin);
  expect((await announce(marker(), brief)).status).toBe(401);
});

it('a banned revision is no default target in any incident, until the ban ends or is lifted', async () => {
  const { componentId, good: revisionId } = world;
  const suggested = async () => (await readRevisions(componentId, null)).suggested?.revisionId;
  expect(await suggested()).toBe(revisionId);
  const ban = { componentId, revisionId, reason: 'Loses orders' };
  await banRevision({ ...ban, days: 30 }, admin);
  expect(await suggested()).not.toBe(revisionId);
  expect(await revisionOf(revisionId)).toMatchObject({
    doubts: expect.arrayContaining(['banned']),
    ban: { reason: 'Loses orders', by: 'Ada', until: expect.any(String) },
  });
  await db().bannedRevision.updateMany({ data: { until: new Date(Date.now() - 1_000) } });
  expect(await suggested()).toBe(revisionId);
  await banRevision({ ...ban, days: null }, admin);
  expect(await suggested()).not.toBe(revisionId);
  await liftBan({ componentId, revisionId }, admin);
  expect(await suggested()).toBe(revisionId);
  const entries = await db().auditEntry.findMany({ where: { subject: 'shop/web' }, orderBy: { id: 'asc' } });
  expect(entries.map(({ action }) => action)).toEqual(['revision.banned', 'revision.banned', 'revision.ban_lifted']);
});
