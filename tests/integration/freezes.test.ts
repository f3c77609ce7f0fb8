import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import type { Viewer } from '@/lib/domain/snapshot';
import type { IncidentClass } from '@/lib/domain/words';
import { act } from '@/lib/incidents/act';
import { preparePlan } from '@/lib/incidents/prepare-plan';
import { sendAndStart } from '@/lib/incidents/send-and-start';
import { readEvents } from '@/lib/log/read';
import { readState } from '@/lib/log/read-state';
import { readSnapshot } from '@/lib/log/snapshot';
import { makeWorld, type World } from '../setup/world';

const HOUR_MS = 60 * 60_000;
const REASON = 'Sales week';
const message = { locale: 'en' as const, body: 'Rolling the shop back.' };

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world?.end());
afterEach(async () => {
  await db().freezeWindow.deleteMany();
  await db().service.updateMany({ data: { objectionSeconds: null } });
  // No worker runs here: what one test started must not be in the way of the next.
  await db().resourceLock.deleteMany();
});

/** A window of the service from and until so many hours from now. */
async function freeze(fromHours: number, untilHours: number, serviceId = world.serviceId): Promise<string> {
  const [startsAt, endsAt] = [fromHours, untilHours].map((hours) => new Date(Date.now() + hours * HOUR_MS));
  if (!startsAt || !endsAt) throw new Error('two times make a window');
  await db().freezeWindow.create({
    data: { id: randomUUID(), serviceId, startsAt, endsAt, reason: REASON, position: 0 },
  });
  return endsAt.toISOString();
}

function data<T>(result: { ok: true; data: T } | { ok: false; error: { code: string } }): T {
  if (!result.ok) throw new Error(result.error.code);
  return result.data;
}

/** An incident with a plan that a second person approved, where its class asks for one. */
async function planned(incidentClass: IncidentClass) {
  const incidentId = await world.declare(incidentClass);
  data(await act(incidentId, { type: 'decision.take', decision: 'rollback', reason: '' }, world.commander));
  const request = { waves: [[{ componentId: world.componentId, revisionId: world.good }]] };
  const plan = data(await preparePlan(incidentId, request, world.commander));
  if (incidentClass !== 'urgent') data(await act(incidentId, { type: 'plan.approve', ...plan }, world.second));
  return { incidentId, start: { ...plan, message, glass: [] } };
}

const typesOf = async (incidentId: string) => (await readEvents(db(), incidentId)).map(({ type }) => type);

const viewer = (kind: Viewer['kind']): Viewer => ({ kind, userId: null, name: '', can: [] });

describe('a freeze', () => {
  it('keeps a planned rollback from starting, and lets it through over broken glass', async () => {
    const { incidentId, start } = await planned('planned');
    const until = await freeze(-1, 2);
    const refused = await sendAndStart(incidentId, start, world.commander);
    expect(refused).toMatchObject({ ok: false, error: { code: 'frozen', params: { until, reason: REASON } } });

    const glass = [{ rule: 'freeze' as const, reason: 'The shop loses data' }];
    data(await sendAndStart(incidentId, { ...start, message: null, glass }, world.commander));
    expect(await typesOf(incidentId)).toEqual(expect.arrayContaining(['glass.broken', 'run.started']));
  });

  it('lets an urgent rollback pass, on record', async () => {
    const { incidentId, start } = await planned('urgent');
    const until = await freeze(-1, 2);
    data(await sendAndStart(incidentId, start, world.commander));
    const passed = (await readEvents(db(), incidentId)).find(({ type }) => type === 'freeze.passed');
    expect(passed?.data).toEqual({ until, reason: REASON });
  });

  it.each([
    ['is over', () => freeze(-2, -1)],
    ['has not begun', () => freeze(1, 2)],
    ['is of another service', async () => freeze(-1, 2, await otherService())],
  ])('stops nothing when it %s', async (_, make) => {
    const { incidentId, start } = await planned('planned');
    await make();
    data(await sendAndStart(incidentId, start, world.commander));
    expect(await typesOf(incidentId)).not.toContain('glass.broken');
  });

  it('is known to the room before the press, and to no shared page', async () => {
    const { incidentId } = await planned('planned');
    expect((await readSnapshot(incidentId, viewer('member')))?.freeze).toBeNull();
    await freeze(-1, 1);
    const until = await freeze(-1, 2);
    expect((await readSnapshot(incidentId, viewer('member')))?.freeze).toEqual({ until, reason: REASON });
    expect((await readSnapshot(incidentId, viewer('shared')))?.freeze).toBeNull();
  });
});

describe('a service that lets its team object', () => {
  const letTeamObject = () => db().service.updateMany({ data: { objectionSeconds: 20 } });

  it('gives its incidents the countdown that they are declared under', async () => {
    const before = await world.declare();
    await letTeamObject();
    const after = await world.declare();
    expect((await readState(before))?.settings.objectionMs).toBeUndefined();
    expect((await readState(after))?.settings.objectionMs).toBe(20_000);
  });

  it('does not ask it about a rollback that could not start anyway', async () => {
    await letTeamObject();
    const { incidentId, start } = await planned('urgent');
    const { resourceKey = '' } = (await readState(incidentId))?.plan?.steps[0] ?? {};
    await db().resourceLock.create({
      data: { resourceKey, incidentId: 'another', incidentNumber: 77, runId: randomUUID() },
    });
    const refused = await sendAndStart(incidentId, start, world.commander);
    expect(refused).toMatchObject({ ok: false, error: { code: 'resource_locked', params: { number: 77 } } });
    expect(await typesOf(incidentId)).not.toContain('objection.opened');
  });
});

async function otherService(): Promise<string> {
  const id = randomUUID();
  const service = { slug: id, name: 'Other', environment: 'production', owner: 'Others', stability: {} };
  await db().service.create({ data: { id, ...service } });
  return id;
}
