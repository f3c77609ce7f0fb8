import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import type { IncidentState } from '@/lib/domain/state';
import type { IncidentClass } from '@/lib/domain/words';
import { act } from '@/lib/incidents/act';
import { preparePlan } from '@/lib/incidents/prepare-plan';
import { prepareUndo } from '@/lib/incidents/prepare-undo';
import { sendAndStart } from '@/lib/incidents/send-and-start';
import { estimateStep } from '@/lib/incidents/step-history';
import { readEvents } from '@/lib/log/read';
import { readState } from '@/lib/log/read-state';
import { startWorker, type Worker } from '@/lib/runs/worker';
import { type GitRemote, makeGitRemote } from '../setup/git-remote';
import { until } from '../setup/until';
import { makeWorld, type World } from '../setup/world';

const message = { locale: 'en' as const, body: 'Rolling back.' };
let world: World;
let worker: Worker;
let api: Component;
let docs: Component;

interface Component {
  id: string;
  good: string;
  remote: GitRemote;
}

async function addComponent(name: string, position: number): Promise<Component> {
  const remote = makeGitRemote();
  const good = remote.push('version', '1', 'Open', 9);
  remote.push('version', '2', 'Change', 3);
  const id = randomUUID();
  const config = { remote: remote.url, branch: 'main' };
  await db().component.create({ data: { id, serviceId: world.serviceId, name, provider: 'git', config, position } });
  return { id, good, remote };
}

beforeAll(async () => {
  world = await makeWorld();
  api = await addComponent('api', 1);
  docs = await addComponent('docs', 2);
  const { id, name, role } = world.commander;
  await db().user.create({ data: { id, name, role, email: 'lea@example.com' } });
  worker = await startWorker();
});
afterAll(async () => {
  await worker?.stop();
  await world?.end();
  for (const { remote } of [api, docs]) remote?.remove();
});
beforeEach(() => {
  for (const { remote } of [api, docs]) remote.push('version', randomUUID(), 'Change again');
  // A green shop is looked at once; a red one for ten seconds.
  world.remote.push('health', `ok ${randomUUID()}`, 'Tidy up');
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
const eventsOf = async (incidentId: string) => readEvents(db(), incidentId);

const target = ({ id, good }: Component) => ({ componentId: id, revisionId: good });
const web = () => ({ componentId: world.componentId, revisionId: world.good });

async function plan(waves: { componentId: string; revisionId: string }[][], incidentClass: IncidentClass = 'urgent') {
  const incidentId = await world.declare(incidentClass);
  data(await act(incidentId, { type: 'decision.take', decision: 'rollback', reason: '' }, world.commander));
  const prepared = data(await preparePlan(incidentId, { waves }, world.commander));
  if (incidentClass !== 'urgent') data(await act(incidentId, { type: 'plan.approve', ...prepared }, world.second));
  return { incidentId, prepared };
}

async function run(waves: { componentId: string; revisionId: string }[][], incidentClass: IncidentClass = 'urgent') {
  const { incidentId, prepared } = await plan(waves, incidentClass);
  data(await sendAndStart(incidentId, { ...prepared, message, glass: [] }, world.commander));
  return incidentId;
}

describe('a plan of several steps', () => {
  it('goes wave after wave, looks at the checks after each, and estimates from what earlier ones took', async () => {
    const incidentId = await run([[target(api), target(docs)], [web()]]);
    await reached(incidentId, 'recovery', ({ recovery }) => recovery !== null);
    const events = await eventsOf(incidentId);
    const plans = (await readState(incidentId))?.plan?.steps ?? [];
    const nameOf = (stepId: string) => plans.find(({ id }) => id === stepId)?.componentName ?? '';
    const order = events.flatMap(({ type, data: of }) =>
      (type === 'step.intended' || type === 'step.observed') && 'stepId' in of ? [`${type} ${nameOf(of.stepId)}`] : [],
    );
    expect(order.slice(0, 4).sort()).toEqual([
      'step.intended api',
      'step.intended docs',
      'step.observed api',
      'step.observed docs',
    ]);
    expect(order.slice(4)).toEqual(['step.intended web', 'step.observed web']);
    expect([api.remote.read('version'), docs.remote.read('version')]).toEqual(['1', '1']);
    expect(await db().resourceLock.count()).toBe(0);
    expect(await estimateStep(api.id)).toMatchObject({ estimateFrom: 'history' });
  });

  it('refuses a component that is not the service’s, and names it', async () => {
    const incidentId = await world.declare();
    const strange = { componentId: randomUUID(), revisionId: 'x' };
    await expect(preparePlan(incidentId, { waves: [[strange]] }, world.commander)).rejects.toThrow('catalogue');
  });

  it('lets the step beside a failed one end, pauses, and goes on without it when it is skipped', async () => {
    docs.remote.protect();
    const incidentId = await run([[target(api), target(docs)]]);
    const paused = await reached(incidentId, 'the pause', (state) => state.run?.status === 'paused');
    expect(paused.run?.pausedBecause?.cause).toBe('step_failed');
    expect(api.remote.read('version')).toBe('1');
    docs.remote.unprotect();
    const failed = paused.run?.steps.find(({ status }) => status === 'failed')?.id ?? '';
    const runId = paused.run?.id ?? '';
    data(
      await act(incidentId, { type: 'step.skip', runId, stepId: failed, reason: 'Docs can wait.' }, world.commander),
    );
    await reached(incidentId, 'verification', ({ phase }) => phase === 'verification');
    expect(docs.remote.read('version')).not.toBe('1');
  });

  it('pauses between steps when a check that was green stays red, unless it is urgent', async () => {
    const incidentId = await world.declare('planned');
    data(await act(incidentId, { type: 'decision.take', decision: 'rollback', reason: '' }, world.commander));
    const waves = [[{ componentId: world.componentId, revisionId: world.bad }], [target(api)]];
    const prepared = data(await preparePlan(incidentId, { waves }, world.commander));
    data(await act(incidentId, { type: 'plan.approve', ...prepared }, world.second));
    const check = (await readState(incidentId))?.checks[0]?.id ?? '';
    // The sampler looks from the start of Execution on; the run is quicker than its first look.
    const { record, SAMPLER } = await import('@/lib/runs/record');
    await record(incidentId, { type: 'check.record', checkId: check, verdict: 'pass', observed: '200' }, SAMPLER);
    data(await sendAndStart(incidentId, { ...prepared, message, glass: [] }, world.commander));
    const paused = await reached(incidentId, 'the pause', (state) => state.run?.status === 'paused');
    expect(paused.run?.pausedBecause).toMatchObject({ cause: 'checks', detail: 'API health' });
    expect(api.remote.read('version')).not.toBe('1');
    data(await act(incidentId, { type: 'run.resume', runId: paused.run?.id ?? '' }, world.commander));
    await reached(incidentId, 'verification', ({ phase }) => phase === 'verification');
    expect(api.remote.read('version')).toBe('1');
  });
});

describe('an undo', () => {
  it('is a plan in reverse order, and leads each finished step back to where it came from', async () => {
    docs.remote.protect();
    const before = api.remote.read('version');
    const incidentId = await run([[target(api)], [target(docs)]]);
    const paused = await reached(incidentId, 'the pause', (state) => state.run?.status === 'paused');
    docs.remote.unprotect();
    const runId = paused.run?.id ?? '';
    data(await act(incidentId, { type: 'run.abort', runId, reason: 'Back to where we were' }, world.commander));
    await reached(incidentId, 'the abort', (state) => state.run?.status === 'aborted');

    const undo = data(await prepareUndo(incidentId, world.commander));
    const shown = await readState(incidentId);
    expect(shown?.plan?.steps.map(({ componentName, undoOf }) => [componentName, undoOf?.runId])).toEqual([
      ['api', runId],
    ]);
    expect(api.remote.read('version')).toBe('1');
    data(await sendAndStart(incidentId, { ...undo, message: null, glass: [] }, world.commander));
    const undone = await reached(incidentId, 'the undo', ({ phase }) => phase === 'verification');
    expect(api.remote.read('version')).toBe(before);
    expect(undone.pastRuns[0]?.steps.map(({ status }) => status)).toEqual(['undone', 'failed']);
  });

  it('has nothing to do where nothing was written', async () => {
    const undo = await prepareUndo(await world.declare(), world.commander);
    expect(undo.ok ? '' : undo.error.code).toBe('nothing_to_undo');
  });
});

describe('a service that asks the team before an urgent start', () => {
  async function askingPlan() {
    const { incidentId, prepared } = await plan([[target(api)]]);
    // The incident keeps the settings that it was declared under: these are one event's.
    await db().$executeRaw`
      UPDATE incidents SET state = jsonb_set(state, '{settings,objectionMs}', '2000') WHERE id = ${incidentId}`;
    return { incidentId, prepared };
  }

  it('starts by itself when the countdown is over and nobody objected', async () => {
    const { incidentId, prepared } = await askingPlan();
    const asked = data(await sendAndStart(incidentId, { ...prepared, message, glass: [] }, world.commander));
    expect('objectionUntil' in asked && Date.parse(asked.objectionUntil)).toBeGreaterThan(0);
    const started = await reached(incidentId, 'the start', (state) => state.run !== null);
    expect(started.run?.startedBy).toBe(world.commander.name);
    await reached(incidentId, 'verification', ({ phase }) => phase === 'verification');
  });

  it('does not start after an objection, and says why to whoever presses', async () => {
    const { incidentId, prepared } = await askingPlan();
    data(await sendAndStart(incidentId, { ...prepared, message, glass: [] }, world.commander));
    const objection = { type: 'objection.raise', hash: prepared.hash, reason: 'A backup is running.' } as const;
    data(await act(incidentId, objection, world.second));
    await until('the countdown’s job', async () => {
      const jobs = await db().$queryRaw<{ state: string }[]>`
        SELECT state::text FROM pgboss.job WHERE name = 'run.start' AND data->>'incidentId' = ${incidentId}`;
      return jobs.every(({ state }) => state === 'completed') && jobs.length > 0;
    });
    expect((await readState(incidentId))?.run).toBeNull();
    const again = await sendAndStart(incidentId, { ...prepared, message: null, glass: [] }, world.commander);
    expect(again.ok ? '' : again.error).toMatchObject({ code: 'objection_raised', params: { by: world.second.name } });
  });

  it('reminds the room when it could not start', async () => {
    const { incidentId, prepared } = await askingPlan();
    data(await sendAndStart(incidentId, { ...prepared, message, glass: [] }, world.commander));
    api.remote.push('version', 'slipped in', 'Deploy meanwhile');
    const reminded = await reached(
      incidentId,
      'the reminder',
      ({ reminders }) => reminders.start_refused !== undefined,
    );
    expect(reminded.run).toBeNull();
    expect(reminded.plan?.id).not.toBe(prepared.planId);
  });
});
