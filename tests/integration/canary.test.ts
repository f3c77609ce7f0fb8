import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { ms } from '@/lib/domain/queries';
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

const ROUTE53 = fileURLToPath(new URL('../../lib/lab/aws/route53/main.ts', import.meta.url));
const HOLD_SECONDS = 20;
const message = { locale: 'en' as const, body: 'Moving the traffic back.' };

let world: World;
let worker: Worker;
let dns: StartedEmulator;
let componentId: string;

beforeAll(async () => {
  world = await makeWorld({ windowSeconds: 600, intervalSeconds: 1 });
  Object.assign(process.env, { SHOP_KEY_ID: 'AKIAEMULATOR', SHOP_SECRET_KEY: 'not-checked-by-the-emulator' });
  worker = await startWorker();
});
afterAll(async () => {
  await worker?.stop();
  await world?.end();
});

beforeEach(async () => {
  world.remote.push('health', `ok ${randomUUID()}`, 'Heal the shop');
  dns = await startEmulator(ROUTE53, { insyncMs: 20 });
  componentId = randomUUID();
  const credentials = { kind: 'keys', accessKeyId: 'env:SHOP_KEY_ID', secretAccessKey: 'env:SHOP_SECRET_KEY' };
  const place = { hostedZone: 'Z0SHOP', name: 'api.shop.example', endpoint: dns.url, credentials };
  const config = { ...place, canaryHoldSeconds: HOLD_SECONDS };
  await db().component.deleteMany({ where: { name: 'traffic' } });
  await db().component.create({
    data: { id: componentId, serviceId: world.serviceId, name: 'traffic', provider: 'route53', config, position: 5 },
  });
  return () => dns.close();
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
const writes = async () => (await dns.control.log()).filter(({ write }) => write).length;
const share = async (incidentId: string) =>
  (await readRevisions(componentId, await readState(incidentId))).revisions.find(({ current }) => current)?.summary;

/** All traffic back to blue in two stages, as far as its canary is held. */
async function held(): Promise<{ incidentId: string; state: IncidentState }> {
  const incidentId = await world.declare();
  data(await act(incidentId, { type: 'decision.take', decision: 'rollback', reason: '' }, world.commander));
  const { revisions } = await readRevisions(componentId, await readState(incidentId));
  const staged = revisions.find(({ marks }) => marks.includes('canary_first'));
  const waves = [[{ componentId, revisionId: staged?.id ?? '' }]];
  const prepared = data(await preparePlan(incidentId, { waves }, world.commander));
  data(await sendAndStart(incidentId, { ...prepared, message, glass: [] }, world.commander));
  const state = await reached(incidentId, 'the canary', ({ run }) => run?.steps[0]?.status === 'converged');
  expect(await share(incidentId)).toBe('10 % blue, 90 % green');
  return { incidentId, state };
}

describe('a canary', () => {
  it('holds its share while the checks decide, then goes all the way', async () => {
    const { incidentId } = await held();
    const { run } = await reached(incidentId, 'the end', (state) => state.run?.status === 'finished');
    const [first, rest] = run?.steps ?? [];
    expect(first?.healthy).toBe(true);
    expect(ms(first?.observedAt ?? '') - ms(first?.convergedAt ?? '')).toBeGreaterThanOrEqual(HOLD_SECONDS * 1_000);
    expect(ms(rest?.requestedAt ?? '')).toBeGreaterThanOrEqual(ms(first?.observedAt ?? ''));
    expect(await share(incidentId)).toBe('100 % blue');
    expect(await writes()).toBe(2);
  });

  it('is held no longer once the commander has seen enough', async () => {
    const { incidentId, state } = await held();
    const [first] = state.run?.steps ?? [];
    const ref = { runId: state.run?.id ?? '', stepId: first?.id ?? '' };
    data(await act(incidentId, { type: 'step.end_hold', ...ref }, world.commander));
    const { run } = await reached(incidentId, 'the end', ({ run: found }) => found?.status === 'finished');
    const [ended] = run?.steps ?? [];
    expect(ms(ended?.observedAt ?? '') - ms(ended?.convergedAt ?? '')).toBeLessThan(HOLD_SECONDS * 1_000);
    expect(await share(incidentId)).toBe('100 % blue');
  });

  it('stops at its share when a check turns red, and goes back in one step', async () => {
    const { incidentId, state } = await held();
    world.remote.push('health', 'broken', 'Break the shop');
    const paused = await reached(incidentId, 'the pause', ({ run }) => run?.status === 'paused');
    expect(paused.run?.pausedBecause).toMatchObject({ cause: 'checks', detail: 'API health' });
    expect(await share(incidentId)).toBe('10 % blue, 90 % green');
    const runId = state.run?.id ?? '';
    data(await act(incidentId, { type: 'run.abort', runId, reason: 'Blue is no better' }, world.commander));
    await reached(incidentId, 'the abort', ({ run }) => run?.status === 'aborted');
    const undo = data(await prepareUndo(incidentId, world.commander));
    expect((await readState(incidentId))?.plan?.steps.map(({ to }) => to.summary)).toEqual(['100 % green']);
    data(await sendAndStart(incidentId, { ...undo, message: null, glass: [] }, world.commander));
    await reached(incidentId, 'the way back', ({ run }) => run?.status === 'finished');
    expect(await share(incidentId)).toBe('100 % green');
  });
});
