import { randomUUID } from 'node:crypto';
import { closeDb, db } from '@/lib/db/client';
import type { Command } from '@/lib/domain/command';
import { type Actor, DEFAULT_SETTINGS, type ServiceFact } from '@/lib/domain/facts';
import type { IncidentState } from '@/lib/domain/state';
import { type Executed, execute } from '@/lib/log/execute';
import { hub } from '@/lib/log/hub';
import { closeAllStreams } from '@/lib/log/sse';
import { logger } from '@/lib/logger';
import { stopBoss } from '@/lib/queue/boss';
import { freshDatabase, type TestDatabase } from './database';

/** A database of its own with one service, and commands on its incidents: what tests of the log need, no provider. */
export interface LogWorld {
  database: TestDatabase;
  service: ServiceFact;
  declare(): Promise<string>;
  /** Fails the test when the command is refused. */
  does(incidentId: string, command: Command, actor?: Actor): Promise<Extract<Executed, { ok: true }>>;
  end(): Promise<void>;
}

export const COMMANDER: Actor = { kind: 'person', id: 'u-lea', name: 'Léa Martin', role: 'commander' };
export const ADMIN: Actor = { kind: 'person', id: 'u-admin', name: 'Ada', role: 'admin' };
export const WORKER: Actor = { kind: 'system', name: 'worker' };

export const note = (text: string): Command => ({ type: 'note.add', text });

/** Sets this process's settings, so one world a test file. */
export async function makeLogWorld(): Promise<LogWorld> {
  const database = await freshDatabase();
  Object.assign(process.env, {
    DATABASE_URL: database.url,
    NEXTAUTH_SECRET: 'only-for-tests-only-for-tests-only-for-tests',
  });
  logger.level = process.env.REPLI_LOG_LEVEL ?? 'silent';
  const service = serviceFact();
  const { id, slug, name, environment, owner } = service;
  await db().service.create({ data: { id, slug, name, environment, owner, stability: {} } });
  const does: LogWorld['does'] = async (incidentId, command, actor = COMMANDER) => {
    const done = await execute(incidentId, command, actor);
    if (!done.ok) throw new Error(`${command.type} was refused: ${JSON.stringify(done.refusal)}`);
    return done;
  };
  return {
    database,
    service,
    does,
    async declare() {
      const incidentId = randomUUID();
      await does(incidentId, declaration(service));
      return incidentId;
    },
    async end() {
      closeAllStreams();
      await hub().stop();
      await stopBoss();
      await closeDb();
      await database.drop();
    },
  };
}

export const declaration = (service: ServiceFact): Command => ({
  type: 'incident.declare',
  number: 0,
  title: 'Checkout answers 500',
  service,
  class: 'urgent',
  drill: false,
  symptoms: ['critical_feature'],
  settings: DEFAULT_SETTINGS,
});

function serviceFact(): ServiceFact {
  return {
    id: 's-shop',
    slug: 'shop',
    name: 'Shop',
    environment: 'production',
    owner: 'Shop team',
    components: [{ id: 'c-web', name: 'web', provider: 'git' }],
    checks: [
      {
        id: 'k-health',
        name: 'API health',
        kind: 'http',
        required: true,
        manual: false,
        command: 'curl -H "authorization: $TOKEN" http://127.0.0.1/health',
        expected: '200',
      },
    ],
    channels: [{ id: 'ch-hook', kind: 'webhook', label: 'hooks.example.com' }],
  };
}

const revision = (id: string) => ({ id, label: id.slice(0, 7), summary: `commit ${id}` });

/** Everything up to the running rollback of `web` to `to`; returns the run's id. */
export async function startRun(world: LogWorld, incidentId: string, to = 'good', runId: string = randomUUID()) {
  await prepareRun(world, incidentId, to);
  await world.does(incidentId, startCommand(runId));
  return runId;
}

export const startCommand = (runId: string): Extract<Command, { type: 'run.start' }> => ({
  type: 'run.start',
  runId,
  planId: 'plan',
  hash: 'hash',
  glass: [],
  current: { 'c-web': 'bad' },
  readAt: new Date().toISOString(),
});

/** Decides, plans, acknowledges and announces: all that a run needs before it may start. */
export async function prepareRun({ does }: LogWorld, incidentId: string, to = 'good', planId = 'plan'): Promise<void> {
  await does(incidentId, { type: 'decision.take', decision: 'rollback', reason: 'The release broke it' });
  await does(incidentId, {
    type: 'plan.record',
    plan: {
      id: planId,
      hash: 'hash',
      documentDigest: 'document',
      readAt: new Date().toISOString(),
      steps: [
        {
          id: 'step',
          componentId: 'c-web',
          componentName: 'web',
          provider: 'git',
          resourceKey: 'git:shop#main',
          from: revision('bad'),
          to: revision(to),
          summary: 'Revert one commit',
          doubts: [],
          warnings: [],
          losses: [],
          followUps: [],
          touchesData: false,
        },
      ],
    },
  });
  await does(incidentId, { type: 'plan.acknowledge', planId, hash: 'hash' });
  await does(incidentId, {
    type: 'message.send',
    messageId: randomUUID(),
    kind: 'start',
    locale: 'en',
    body: 'Rolling the shop back.',
  });
}

/** Takes the run's claim as a worker would and drives its one step to the end. */
export async function finishRun({ does }: LogWorld, incidentId: string, runId: string): Promise<IncidentState> {
  await db().runClaim.create({
    data: { runId, incidentId, fence: 1, worker: 'test', expiresAt: new Date(Date.now() + 600_000) },
  });
  const step = { runId, fence: 1, stepId: 'step' };
  await does(incidentId, { type: 'step.intend', ...step, key: 'key' }, WORKER);
  const evidence = 'pushed';
  await does(
    incidentId,
    { type: 'step.request', ...step, operationId: 'op', evidence, operation: { sha: 'abc' } },
    WORKER,
  );
  await does(incidentId, { type: 'step.converge', ...step, evidence }, WORKER);
  await does(incidentId, { type: 'step.observe', ...step, healthy: true, evidence }, WORKER);
  return (await does(incidentId, { type: 'run.finish', runId, fence: 1 }, WORKER)).state;
}
