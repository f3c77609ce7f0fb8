import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { closeDb, db } from '@/lib/db/client';
import type { IncidentState } from '@/lib/domain/state';
import { act } from '@/lib/incidents/act';
import type { PersonActor } from '@/lib/incidents/ctx';
import { declare } from '@/lib/incidents/declare';
import { preparePlan } from '@/lib/incidents/prepare-plan';
import { sendAndStart } from '@/lib/incidents/send-and-start';
import { hub } from '@/lib/log/hub';
import { readState } from '@/lib/log/read-state';
import { stopBoss } from '@/lib/queue/boss';
import { freshDatabase, type TestDatabase } from '../database';
import { until } from '../until';
import { Gates } from './gates';
import { startWorkerProcess, type WorkerProcess } from './worker-process';

/** One thing to put back, and where to. */
export interface Target {
  provider: string;
  config: Record<string, unknown>;
  revisionId: string;
}

/** An incident whose run can be started. */
export interface Declared {
  incidentId: string;
  stepIds: string[];
  start(): Promise<void>;
}

/** A database of its own with gates, a service whose check always passes, and workers in processes of their own. */
export interface Stand {
  databaseUrl: string;
  gates: Gates;
  /** Declares an incident and prepares the plan that puts these back, wave after wave. */
  declare(waves: Target[][]): Promise<Declared>;
  worker(env?: Record<string, string>, preload?: string): Promise<WorkerProcess>;
  state(incidentId: string): Promise<IncidentState>;
  /** How many events of this type its log holds. */
  countOf(incidentId: string, type: string): Promise<number>;
  /** Until the incident's run has finished; one that does not is shown as it stands. */
  finished(incidentId: string): Promise<void>;
  /** What any worker said of weight about this step. */
  complaintsAbout(stepId: string): string[];
  /** Nobody works on this incident any more, wherever it stands: later workers would only be kept busy. */
  leave(incidentId: string): Promise<void>;
  /** kill -9 of every worker that is left. */
  killWorkers(): Promise<void>;
  end(): Promise<void>;
}

/** On a busy machine, after calls that timed out. */
const FINISHED_WITHIN_MS = 400_000;

const person = (name: string): PersonActor => ({ kind: 'person', id: randomUUID(), name, role: 'commander' });
const COMMANDER = person('Léa Martin');
const SECOND = person('Sam Okafor');

function data<T>(result: { ok: true; data: T } | { ok: false; error: { code: string } }): T {
  if (!result.ok) throw new Error(result.error.code);
  return result.data;
}

/** Sets this process's settings, so one stand a test file. */
export async function makeStand(database?: TestDatabase): Promise<Stand> {
  const used = database ?? (await freshDatabase());
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'repli-crash-'));
  Object.assign(process.env, {
    DATABASE_URL: used.url,
    REPLI_DATA_DIR: dataDir,
    NEXTAUTH_SECRET: 'only-for-tests-only-for-tests-only-for-tests',
    REPLI_LOG_LEVEL: 'silent',
  });
  const gates = await Gates.install(used.url);
  const health = await serveHealth();
  const serviceId = await addService(health.url);
  const workers: WorkerProcess[] = [];
  const killWorkers = async () => {
    for (const worker of workers.splice(0)) await worker.kill();
  };
  const state = async (incidentId: string) => {
    const found = await readState(incidentId);
    if (!found) throw new Error(`no incident ${incidentId}`);
    return found;
  };
  return {
    databaseUrl: used.url,
    gates,
    state,
    declare: (waves) => declareRollback(serviceId, waves),
    async worker(env, preload) {
      const worker = await startWorkerProcess(env, preload);
      workers.push(worker);
      return worker;
    },
    async finished(incidentId) {
      let last: IncidentState | undefined;
      const isFinished = async () => {
        // A database that restarts does not answer.
        last = await state(incidentId).catch(() => last);
        return last?.run?.status === 'finished';
      };
      await until('the end of the run', isFinished, FINISHED_WITHIN_MS).catch(async (cause: unknown) => {
        const run = JSON.stringify(last?.run, null, 1);
        throw new Error(`the run has not finished: ${run}\n${await traces(incidentId)}`, { cause });
      });
    },
    countOf: (incidentId, type) => db().event.count({ where: { incidentId, type } }),
    complaintsAbout: (stepId) => workers.flatMap((worker) => worker.complaintsAbout(stepId)),
    leave,
    killWorkers,
    async end() {
      await killWorkers();
      await gates.end();
      await stopBoss();
      await hub().stop();
      await closeDb();
      await health.close();
      await used.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Who holds the incident's runs, what the queue has for them, and who waits for whom in the database. */
async function traces(incidentId: string): Promise<string> {
  const rows = await Promise.all([
    db().runClaim.findMany({ where: { incidentId } }),
    db().$queryRaw`
      SELECT name, state::text, retry_count, start_after, started_on, heartbeat_on, output FROM pgboss.job
      WHERE data->>'incidentId' = ${incidentId} ORDER BY created_on`,
    db().$queryRaw`
      SELECT pid, pg_blocking_pids(pid) AS blockers, state, wait_event_type, left(query, 120) AS query
      FROM pg_stat_activity WHERE datname = current_database() AND state <> 'idle'`,
  ]);
  return JSON.stringify(rows, null, 1);
}

async function leave(incidentId: string): Promise<void> {
  await db().resourceLock.deleteMany({ where: { incidentId } });
  await db().incident.update({ where: { id: incidentId }, data: { status: 'closed' } });
  await db().$executeRaw`UPDATE run_claims SET finished_at = clock_timestamp() WHERE incident_id = ${incidentId}`;
}

async function declareRollback(serviceId: string, targets: Target[][]): Promise<Declared> {
  const waves = await Promise.all(targets.map((wave) => Promise.all(wave.map((one) => addComponent(serviceId, one)))));
  const declaration = { title: 'Checkout answers 500', symptoms: [], class: 'urgent' as const, drill: false };
  const { incidentId } = data(await declare({ serviceId, ...declaration }, COMMANDER));
  const plan = data(await preparePlan(incidentId, { waves }, COMMANDER));
  data(await act(incidentId, { type: 'plan.approve', ...plan }, SECOND));
  const state = await readState(incidentId);
  const glass = [{ rule: 'start_message' as const, reason: 'Nobody to tell in a test.' }];
  return {
    incidentId,
    stepIds: state?.plan?.steps.map(({ id }) => id) ?? [],
    start: async () => void data(await sendAndStart(incidentId, { ...plan, message: null, glass }, COMMANDER)),
  };
}

async function addComponent(serviceId: string, { provider, config, revisionId }: Target) {
  const id = randomUUID();
  const row = { id, serviceId, name: `${provider}-${id.slice(0, 8)}`, provider, config: config as object };
  await db().component.create({ data: { ...row, position: 0 } });
  return { componentId: id, revisionId };
}

async function addService(url: string): Promise<string> {
  const serviceId = randomUUID();
  // Recovery is not waited for: what ends an incident here is `settle`.
  const stability = { windowSeconds: 3_600, intervalSeconds: 5 };
  await db().service.create({
    data: { id: serviceId, slug: 'shop', name: 'Shop', environment: 'production', owner: 'Shop team', stability },
  });
  const check = { id: randomUUID(), serviceId, name: 'API health', kind: 'http', required: true, config: { url } };
  await db().check.create({ data: { ...check, position: 0 } });
  return serviceId;
}

async function serveHealth(): Promise<{ url: string; close(): Promise<void> }> {
  const server = http.createServer((_request, response) => response.writeHead(200).end('ok'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
