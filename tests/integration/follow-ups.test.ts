import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import type { FollowUpState, IncidentState } from '@/lib/domain/state';
import { act } from '@/lib/incidents/act';
import { connectComponent } from '@/lib/incidents/connect';
import { preparePlan } from '@/lib/incidents/prepare-plan';
import { listFollowUps } from '@/lib/incidents/read/follow-ups';
import { sendAndStart } from '@/lib/incidents/send-and-start';
import { type StartedEmulator, startEmulator } from '@/lib/lab/emulator/start';
import { readEvents } from '@/lib/log/read';
import { readState } from '@/lib/log/read-state';
import { lookAtFollowUps } from '@/lib/runs/look-at-follow-ups';
import { startWorker, type Worker } from '@/lib/runs/worker';
import { until } from '../setup/until';
import { makeWorld, type World } from '../setup/world';

const message = { locale: 'en' as const, body: 'Rolling back.' };
const TOKEN = 'a-token-of-the-emulator';
const APPLICATION = { resource: 'applications', namespace: 'argocd', name: 'shop' };
const options = { token: TOKEN, revisions: 4, stepMs: 15, startSteps: 2, healMs: 60_000 };
const never = new AbortController().signal;

let world: World;
let worker: Worker;
let cluster: StartedEmulator;
let webId: string;

beforeAll(async () => {
  [world, cluster] = await Promise.all([
    makeWorld(),
    startEmulator(path.resolve('lib/lab/kubernetes/main.ts'), options),
  ]);
  process.env.KUBERNETES_TOKEN = TOKEN;
  webId = randomUUID();
  const config = { server: cluster.url, token: 'env:KUBERNETES_TOKEN', namespace: 'shop', workload: 'deployment/web' };
  const component = { serviceId: world.serviceId, name: 'front', provider: 'kubernetes', config, position: 1 };
  await db().component.create({ data: { id: webId, ...component } });
  worker = await startWorker();
  // A green shop is looked at once; a red one for ten seconds.
  world.remote.push('health', `ok ${randomUUID()}`, 'Tidy up');
});
afterAll(async () => {
  await worker?.stop();
  await cluster?.close();
  await world?.end();
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

/** A rollback that suspended Argo CD's Application, and the follow-up that it left. */
async function rolledBack(): Promise<{ incidentId: string; followUp: FollowUpState }> {
  await cluster.control.act('reset', options);
  await cluster.control.act('manage', { by: 'argocd' });
  const incidentId = await world.declare();
  data(await act(incidentId, { type: 'decision.take', decision: 'rollback', reason: '' }, world.commander));
  const { connection } = await connectComponent(webId);
  const { revisions } = await connection.revisions({ limit: 10 }, { signal: AbortSignal.timeout(20_000) });
  const waves = [[{ componentId: webId, revisionId: revisions[2]?.id ?? '' }]];
  const prepared = data(await preparePlan(incidentId, { waves }, world.commander));
  data(await sendAndStart(incidentId, { ...prepared, message, glass: [] }, world.commander));
  const state = await reached(incidentId, 'verification', ({ phase }) => phase === 'verification');
  const followUp = state.followUps.find(({ kind }) => kind === 'restore_automation');
  if (!followUp) throw new Error('nothing was left behind');
  return { incidentId, followUp };
}

/** Somebody switches auto-sync on outside of Repli. */
const switchOn = () =>
  cluster.control.act('edit', { ...APPLICATION, merge: { spec: { syncPolicy: { automated: {} } } } });

const own = (state: IncidentState, { id }: FollowUpState) => state.followUps.find((each) => each.id === id);

describe('what a rollback left behind and somebody did outside of Repli', () => {
  it('is told to whoever asks, first that it is not done, then that it was seen done', async () => {
    const { incidentId, followUp } = await rolledBack();
    const ask = async () =>
      data(await act(incidentId, { type: 'followup.check', followUpId: followUp.id }, world.commander));
    await ask();
    const before = await reached(incidentId, 'the first look', (state) => own(state, followUp)?.seen !== undefined);
    expect(own(before, followUp)).toMatchObject({
      done: false,
      seen: { evidence: 'Application argocd/shop is still suspended.' },
    });
    await switchOn();
    await ask();
    const after = await reached(incidentId, 'the second look', (state) => own(state, followUp)?.done === true);
    expect(own(after, followUp)?.seen?.evidence).toBe(
      'Application argocd/shop is on again: Argo CD deploys what is in git.',
    );
  });

  it('is seen by itself within the hour, once, and stays open where somebody says so', async () => {
    const { incidentId, followUp } = await rolledBack();
    const { followUps } = await listFollowUps({ filter: 'open' });
    expect(followUps.find(({ id }) => id === followUp.id)).toMatchObject({ verifiable: true });
    await switchOn();
    // The worker's own round may have come in between: the next hour begins.
    await db().$executeRaw`DELETE FROM pgboss.job WHERE data->>'followUpId' = ${followUp.id}`;
    await lookAtFollowUps(never);
    await lookAtFollowUps(never);
    await reached(incidentId, 'what the round saw', (state) => own(state, followUp)?.done === true);
    const jobs = await db().$queryRaw<{ count: bigint }[]>`
      SELECT count(*) FROM pgboss.job WHERE name = 'followup.check' AND data->>'followUpId' = ${followUp.id}`;
    expect(Number(jobs[0]?.count)).toBe(1);
    const said = (await readEvents(db(), incidentId)).filter(({ type }) => type.startsWith('followup.check'));
    expect(said.map(({ type, actor }) => [type, actor.name])).toEqual([['followup.checked', 'worker']]);

    data(await act(incidentId, { type: 'followup.resolve', followUpId: followUp.id, done: false }, world.commander));
    const again = (await listFollowUps({ filter: 'open' })).followUps.find(({ id }) => id === followUp.id);
    expect(again).toMatchObject({ done: false, verifiable: false });
  });

  it('is told as unknown while the platform cannot be asked', async () => {
    const { incidentId, followUp } = await rolledBack();
    await cluster.control.act('deny', { verb: 'get', resource: 'applications' });
    data(await act(incidentId, { type: 'followup.check', followUpId: followUp.id }, world.commander));
    const state = await reached(incidentId, 'the answer', (seen) => own(seen, followUp)?.seen !== undefined);
    expect(own(state, followUp)).toMatchObject({ done: false });
    expect(own(state, followUp)?.seen?.evidence).toContain('applications');
  });
});
