import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import type { IncidentState } from '@/lib/domain/state';
import { act } from '@/lib/incidents/act';
import { preparePlan } from '@/lib/incidents/prepare-plan';
import { sendAndStart } from '@/lib/incidents/send-and-start';
import { readEvents } from '@/lib/log/read';
import { readState } from '@/lib/log/read-state';
import { type GitHttpServer, serveGit } from '../contract/fixtures/git-http-server';
import { startWorkerProcess, type WorkerProcess } from '../setup/crash/worker-process';
import { until } from '../setup/until';
import { CANARY_TOKEN, makeWorld, type World } from '../setup/world';

let world: World;
let git: GitHttpServer;
let workers: WorkerProcess[] = [];

beforeAll(async () => {
  world = await makeWorld();
  git = await serveGit(world.remote.root, CANARY_TOKEN);
  await world.reachOverHttp(git.port);
});
afterAll(async () => {
  await git?.close();
  await world?.end();
});
let broken = 0;
beforeEach(() => {
  workers = [];
  world.remote.push('health', `broken ${++broken}`, 'Rewrite the checkout again');
});
afterEach(async () => {
  for (const worker of workers) await worker.kill();
});

async function startWorker(): Promise<WorkerProcess> {
  const worker = await startWorkerProcess();
  workers.push(worker);
  return worker;
}

async function startRun(): Promise<string> {
  const incidentId = await world.declare();
  await act(incidentId, { type: 'decision.take', decision: 'rollback', reason: '' }, world.commander);
  const target = { componentId: world.componentId, revisionId: world.good };
  const plan = await preparePlan(incidentId, { waves: [[target]] }, world.commander);
  if (!plan.ok) throw new Error(plan.error.code);
  const message = { locale: 'en' as const, body: 'Rolling the shop back.' };
  const started = await sendAndStart(incidentId, { ...plan.data, message, glass: [] }, world.commander);
  if (!started.ok) throw new Error(started.error.code);
  return incidentId;
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
/** Until nothing more is to be written: the post-mortem is drafted right after recovery. */
const recovered = (incidentId: string) =>
  reached(incidentId, 'recovery', ({ recovery, postmortem }) => recovery !== null && postmortem !== null);

describe('a worker that is killed in verification', () => {
  it('is followed by one that starts from "unknown", never from a dead green', async () => {
    const first = await startWorker();
    const incidentId = await startRun();
    await reached(
      incidentId,
      'a green check in verification',
      ({ phase, checks }) => phase === 'verification' && checks[0]?.verdict === 'pass',
    );
    await first.kill();
    await startWorker();
    await recovered(incidentId);
    const events = await readEvents(db(), incidentId);
    const after = events.slice(events.findIndex(({ type }) => type === 'run.finished'));
    expect(
      after.some(({ type, data }) => type === 'check.changed' && 'verdict' in data && data.verdict === 'unknown'),
    ).toBe(true);
    expect(after.some(({ type }) => type === 'window.restarted')).toBe(true);
    expect(events.filter(({ type }) => type === 'recovery.held')).toHaveLength(1);
  });
});

describe('a secret', () => {
  it('is in no event, plan, log or message', async () => {
    const worker = await startWorker();
    await recovered(await startRun());
    const rows = await Promise.all([
      db().event.findMany(),
      db().planDocument.findMany(),
      db().incident.findMany(),
      db().$queryRaw`SELECT data::text, output::text FROM pgboss.job`,
    ]);
    expect(worker.output()).toContain('worker ready');
    for (const canary of [CANARY_TOKEN, 'canary-of-the-webhook']) {
      expect(JSON.stringify(rows)).not.toContain(canary);
      expect(worker.output()).not.toContain(canary);
    }
  });
});
