import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import type { IncidentState } from '@/lib/domain/state';
import { act } from '@/lib/incidents/act';
import { connectComponent } from '@/lib/incidents/connect';
import type { PlanRequest } from '@/lib/incidents/plan-request';
import { preparePlan } from '@/lib/incidents/prepare-plan';
import { prepareUndo } from '@/lib/incidents/prepare-undo';
import { sendAndStart } from '@/lib/incidents/send-and-start';
import { type StartedEmulator, startEmulator } from '@/lib/lab/emulator/start';
import { readState } from '@/lib/log/read-state';
import { startWorker, type Worker } from '@/lib/runs/worker';
import { until } from '../setup/until';
import { makeWorld, type World } from '../setup/world';

const message = { locale: 'en' as const, body: 'Rolling back.' };
const TOKEN = 'a-token-of-the-emulator';
const APPLICATION = { resource: 'applications', namespace: 'argocd', name: 'shop' };
const HEAL_MS = 200;
const options = { token: TOKEN, revisions: 4, stepMs: 15, startSteps: 2, healMs: HEAL_MS };
const signal = () => AbortSignal.timeout(20_000);

let world: World;
let worker: Worker;
let cluster: StartedEmulator;
let webId: string;
let resourceKey: string;

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
  resourceKey = `kubernetes:${cluster.url}#Application argocd/shop`;
  worker = await startWorker();
  // A green shop is looked at once; a red one for ten seconds.
  world.remote.push('health', `ok ${randomUUID()}`, 'Tidy up');
});
afterAll(async () => {
  await worker?.stop();
  await cluster?.close();
  await world?.end();
});
beforeEach(async () => {
  await cluster.control.act('reset', options);
  await cluster.control.act('manage', { by: 'argocd' });
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
const inVerification = (incidentId: string) =>
  reached(incidentId, 'verification', ({ phase }) => phase === 'verification');

const current = async (): Promise<string> =>
  (await (await connectComponent(webId)).connection.current({ signal: signal() })).id;

async function syncPolicy(): Promise<unknown> {
  const all = JSON.parse(await cluster.control.everything()) as Record<string, { spec: { syncPolicy?: unknown } }>;
  return all['applications/argocd/shop']?.spec.syncPolicy;
}

async function planBack(leaveOut?: PlanRequest['leaveOut']) {
  const incidentId = await world.declare();
  data(await act(incidentId, { type: 'decision.take', decision: 'rollback', reason: '' }, world.commander));
  const { connection } = await connectComponent(webId);
  const { revisions } = await connection.revisions({ limit: 10 }, { signal: signal() });
  const target = revisions[2]?.id ?? '';
  const waves = [[{ componentId: webId, revisionId: target }]];
  const request = { waves, ...(leaveOut ? { leaveOut } : {}) };
  const prepared = data(await preparePlan(incidentId, request, world.commander));
  const start = async () => data(await sendAndStart(incidentId, { ...prepared, message, glass: [] }, world.commander));
  return { incidentId, target, start };
}

describe('a rollback of what Argo CD keeps', () => {
  it('suspends the Application first, holds, and one press on the follow-up restores it', async () => {
    const [bad, former] = [await current(), await syncPolicy()];
    const { incidentId, target, start } = await planBack();
    const planned = (await readState(incidentId))?.plan?.steps;
    expect(planned?.map(({ action, wave }) => [action, wave])).toEqual([
      ['suspend', 0],
      [undefined, 1],
    ]);
    expect(planned?.[0]?.resourceKey).toBe(resourceKey);
    await start();
    await inVerification(incidentId);
    await sleep(HEAL_MS * 3);
    expect(await current()).toBe(target);
    expect(await syncPolicy()).toEqual({ syncOptions: ['CreateNamespace=false'] });

    const followUp = (await readState(incidentId))?.followUps.find(({ restores }) => restores);
    expect(followUp).toMatchObject({ kind: 'restore_automation', done: false });
    data(await act(incidentId, { type: 'followup.restore', followUpId: followUp?.id ?? '' }, world.commander));
    await reached(incidentId, 'the restored automation', ({ followUps }) =>
      followUps.some(({ id, done }) => id === followUp?.id && done),
    );
    expect(await syncPolicy()).toEqual(former);
    await until('self-heal', async () => (await current()) === bad);
  });

  it('is undone within moments where the suspension was left out, and the plan keeps why', async () => {
    const { incidentId, start } = await planBack([{ resourceKey, reason: 'Argo CD is down' }]);
    const plan = (await readState(incidentId))?.plan;
    expect(plan?.steps.map(({ action, wave }) => [action, wave])).toEqual([[undefined, 0]]);
    expect(plan?.steps[0]?.warnings.map(({ code }) => code)).toContain('manager_argocd');
    expect(plan?.leftOut).toEqual([
      { resourceKey, componentName: 'front', label: 'Application shop suspended', reason: 'Argo CD is down' },
    ]);
    const bad = await current();
    await start();
    await until('self-heal', async () => {
      const { run } = (await readState(incidentId)) ?? {};
      return run?.steps.some(({ requestedAt }) => requestedAt) && (await current()) === bad;
    });
    expect(await syncPolicy()).toMatchObject({ automated: { selfHeal: true } });
    // Which of the two came first, the proof or the self-heal, is chance: the run ends by itself, or is ended.
    await until('the end', async () => {
      const { run } = (await readState(incidentId)) ?? {};
      if (run?.status === 'aborted' || run?.status === 'finished') return true;
      await act(incidentId, { type: 'run.abort', runId: run?.id ?? '', reason: 'Undone' }, world.commander);
      return false;
    });
  });

  it('gives the Application its auto-sync back last when the run is undone', async () => {
    const former = await syncPolicy();
    const { incidentId, start } = await planBack();
    await start();
    await inVerification(incidentId);
    data(await act(incidentId, { type: 'verification.fail', reason: 'It was not that' }, world.commander));
    const undo = data(await prepareUndo(incidentId, world.commander));
    expect((await readState(incidentId))?.plan?.steps.map(({ action }) => action)).toEqual([undefined, 'restore']);
    data(await sendAndStart(incidentId, { ...undo, message: null, glass: [] }, world.commander));
    await inVerification(incidentId);
    expect(await syncPolicy()).toEqual(former);
    expect((await readState(incidentId))?.followUps.find(({ restores }) => restores)?.done).toBe(true);
  });

  it('pauses, with nothing written, when the Application was changed since the plan', async () => {
    const bad = await current();
    const { incidentId, start } = await planBack();
    await cluster.control.act('edit', { ...APPLICATION, merge: { spec: { project: 'other' } } });
    await start();
    const paused = await reached(incidentId, 'the pause', (state) => state.run?.status === 'paused');
    expect(paused.run?.steps.map(({ status, failure }) => failure?.code ?? status)).toEqual(['conflict', 'planned']);
    expect([await current(), await syncPolicy()]).toEqual([
      bad,
      expect.objectContaining({ automated: expect.anything() }),
    ]);
    data(await act(incidentId, { type: 'run.abort', runId: paused.run?.id ?? '', reason: 'Again' }, world.commander));
    await reached(incidentId, 'the abort', (state) => state.run?.status === 'aborted');
  });
});
