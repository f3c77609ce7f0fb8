import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { act } from '@/lib/incidents/act';
import { connectComponent } from '@/lib/incidents/connect';
import { preparePlan } from '@/lib/incidents/prepare-plan';
import { sendAndStart } from '@/lib/incidents/send-and-start';
import { type StartedEmulator, startEmulator } from '@/lib/lab/emulator/start';
import { readState } from '@/lib/log/read-state';
import { readSnapshot } from '@/lib/log/snapshot';
import { startWorker, type Worker } from '@/lib/runs/worker';
import { until } from '../setup/until';
import { makeWorld, type World } from '../setup/world';

let world: World;
let cluster: StartedEmulator;
let worker: Worker;
const componentId = randomUUID();

beforeAll(async () => {
  world = await makeWorld();
  const token = 'token-of-the-cluster';
  process.env.CLUSTER_TOKEN = token;
  const options = { token, revisions: 3, stepMs: 20, startSteps: 2 };
  cluster = await startEmulator(path.resolve('lib/lab/kubernetes/main.ts'), options);
  const config = { server: cluster.url, token: 'env:CLUSTER_TOKEN', namespace: 'shop', workload: 'deployment/web' };
  await db().component.create({
    data: { id: componentId, serviceId: world.serviceId, name: 'front', provider: 'kubernetes', config, position: 1 },
  });
  worker = await startWorker();
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

describe('a platform that does not settle in time', () => {
  it('pauses the run, says so, and goes on when a person gives it more', async () => {
    world.remote.push('health', 'ok', 'Heal');
    const { connection } = await connectComponent(componentId);
    const { revisions } = await connection.revisions({ limit: 3 }, { signal: AbortSignal.timeout(5_000) });
    const target = revisions.find(({ current }) => !current);
    const image = 'registry.shop.test/shop/web:1.2.0';
    await cluster.control.act('breakImage', { image });
    const incidentId = await world.declare();
    data(await act(incidentId, { type: 'decision.take', decision: 'rollback', reason: '' }, world.commander));
    const waves = [[{ componentId, revisionId: target?.id ?? '' }]];
    const plan = data(await preparePlan(incidentId, { waves }, world.commander));
    const message = { locale: 'en' as const, body: 'Rolling back.' };
    data(await sendAndStart(incidentId, { ...plan, message, glass: [] }, world.commander));
    await until('progress of a rollout that hangs', async () => {
      const progress = await db().stepProgress.findFirst();
      return progress?.text.match(/ImagePullBackOff|ErrImagePull/) && progress;
    });
    const room = await readSnapshot(incidentId, { kind: 'member', userId: null, name: '', can: [] });
    expect(room?.progress[0]).toMatchObject({ code: 'rollout', params: { words: expect.stringMatching(/ImagePull/) } });

    // Sixteen minutes pass while nobody works on it.
    await worker.stop();
    await db().$executeRaw`
      UPDATE incidents SET state = jsonb_set(state, '{run,steps,0,requestedAt}',
        to_jsonb(to_char((clock_timestamp() - interval '16 minutes') AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
      WHERE id = ${incidentId}`;
    worker = await startWorker();
    const paused = await until('the pause', async () => {
      const state = await readState(incidentId);
      return state?.run?.status === 'paused' && state;
    });
    expect(paused.run?.pausedBecause?.cause).toBe('deadline');
    expect(paused.run?.pausedBecause?.detail).toMatch(/^front did not settle on .* in time: look at its platform/);

    await cluster.control.act('repairImage', { image });
    const ref = { runId: paused.run?.id ?? '', stepId: paused.run?.steps[0]?.id ?? '' };
    data(await act(incidentId, { type: 'step.retry', ...ref }, world.commander));
    await until('verification', async () => (await readState(incidentId))?.phase === 'verification');
    expect((await cluster.control.log()).filter(({ changed }) => changed)).toHaveLength(1);
  });
});
