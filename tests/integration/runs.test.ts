import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import type { IncidentState } from '@/lib/domain/state';
import { act } from '@/lib/incidents/act';
import { planBScript } from '@/lib/incidents/plan-b';
import { preparePlan } from '@/lib/incidents/prepare-plan';
import { readRevisions } from '@/lib/incidents/revisions';
import { sendAndStart } from '@/lib/incidents/send-and-start';
import { readEvents } from '@/lib/log/read';
import { readState } from '@/lib/log/read-state';
import { startWorker, type Worker } from '@/lib/runs/worker';
import { until } from '../setup/until';
import { makeWorld, type World } from '../setup/world';

let world: World;
let worker: Worker;
const message = { locale: 'en' as const, body: 'Rolling the shop back.' };

beforeAll(async () => {
  world = await makeWorld();
  worker = await startWorker();
});
afterAll(async () => {
  await worker?.stop();
  await world?.end();
});

const reached = (incidentId: string, what: string, wanted: (state: IncidentState) => boolean) =>
  until(what, async () => {
    const state = await readState(incidentId);
    return state && wanted(state) && state;
  });

function data<T>(result: { ok: true; data: T } | { ok: false; error: { code: string } }): T {
  if (!result.ok) throw new Error(result.error.code);
  return result.data;
}

async function decideAndPlan(incidentId: string, revisionId: string) {
  data(await act(incidentId, { type: 'decision.take', decision: 'rollback', reason: '' }, world.commander));
  return data(
    await preparePlan(incidentId, { waves: [[{ componentId: world.componentId, revisionId }]] }, world.commander),
  );
}

/** Ends what an earlier test left open, so that the shop's branch is nobody's. */
async function breakAgain() {
  return world.remote.push('health', `broken ${randomUUID()}`, 'Rewrite the checkout again');
}

describe('a run', () => {
  it('rolls the branch back with one revert commit, holds the window and recovers', async () => {
    const incidentId = await world.declare();
    const { suggested } = await readRevisions(world.componentId, null);
    expect(suggested).toEqual({ revisionId: world.good, why: 'seen_stable' });
    const plan = await decideAndPlan(incidentId, world.good);
    data(await sendAndStart(incidentId, { ...plan, message, glass: [] }, world.commander));

    const state = await reached(incidentId, 'recovery', ({ recovery }) => recovery !== null);
    expect(state.recovery?.kind).toBe('held');
    expect(state.phase).toBe('debrief');
    expect(world.remote.read('health')).toBe('ok, and faster');
    expect(world.remote.subjects()).toHaveLength(4);
    expect(world.remote.tags()).toHaveLength(1);
    const types = (await readEvents(db(), incidentId)).map((event) => event.type);
    const journal = ['run.started', 'step.checkpointed', 'step.intended', 'step.requested', 'step.converged'];
    expect(types.filter((type) => journal.includes(type))).toEqual(journal);
    expect(await db().resourceLock.count()).toBe(0);
    // Whoever opens the home page sees what runs since.
    const latest = await db().revisionSighting.findFirst({ orderBy: { lastAt: 'desc' } });
    expect(latest?.revisionId).toBe(world.remote.head());
  });

  it('leaves a post-mortem behind that nobody had to ask for, drafted from the timeline', async () => {
    const drafted = await until('the draft', () => db().postmortem.findFirst());
    expect(drafted.updatedBy).toBe('Repli');
    expect(drafted.body).toContain('Checkout answers 500');
    expect((await readState(drafted.incidentId))?.postmortem).not.toBeNull();
  });

  it('leaves a verified-good target behind for the next incident', async () => {
    await breakAgain();
    expect((await readRevisions(world.componentId, null)).suggested?.why).toBe('verified_good');
  });

  it('does not start on a plan that went stale, and continues to the same target with one more press', async () => {
    const incidentId = await world.declare();
    const stale = await decideAndPlan(incidentId, world.good);
    await breakAgain();
    const refused = await sendAndStart(incidentId, { ...stale, message, glass: [] }, world.commander);
    if (refused.ok) throw new Error('a stale plan started');
    expect(refused.error.code).toBe('stale_plan');
    const { planId, hash } = refused.error.params as { planId: string; hash: string };
    data(await sendAndStart(incidentId, { planId, hash, message: null, glass: [] }, world.commander));
    await reached(incidentId, 'recovery', ({ recovery }) => recovery !== null);
    expect(world.remote.read('health')).toBe('ok, and faster');
  });

  it('waits for a second person when it is planned', async () => {
    await breakAgain();
    const incidentId = await world.declare('planned');
    const plan = await decideAndPlan(incidentId, world.good);
    const start = () => sendAndStart(incidentId, { ...plan, message: null, glass: [] }, world.commander);
    const first = await sendAndStart(incidentId, { ...plan, message, glass: [] }, world.commander);
    expect(first.ok ? 'started' : first.error.code).toMatch(/second_person/);
    data(await act(incidentId, { type: 'plan.approve', ...plan }, world.second));
    data(await start());
    await reached(incidentId, 'recovery', ({ recovery }) => recovery !== null);
  });

  it('can be adopted when somebody rolled back by hand: verify only', async () => {
    await breakAgain();
    const incidentId = await world.declare();
    const head = world.remote.revertHead();
    const target = {
      componentId: world.componentId,
      revision: { id: head, label: head.slice(0, 7), summary: 'Revert' },
    };
    data(await act(incidentId, { type: 'decision.take', decision: 'rollback', reason: '' }, world.commander));
    const adopt = {
      type: 'run.adopt' as const,
      runId: randomUUID(),
      target,
      reason: 'Ada reverted it from her laptop',
    };
    data(await act(incidentId, adopt, world.commander));
    const state = await reached(incidentId, 'recovery', ({ recovery }) => recovery !== null);
    expect(state.run?.adopted?.reason).toContain('Ada');
  });

  it('has a plan B that is a shell script and heals the shop without Repli', async () => {
    const bad = await breakAgain();
    const incidentId = await world.declare();
    await decideAndPlan(incidentId, world.good);
    const script = await planBScript(incidentId, 'fr');
    expect(script?.text).toContain('#!/');
    expect(script?.text).toContain(bad.slice(0, 7));
  });

  it('fails with the cause in the log when the branch cannot be written, and is retried by a person', async () => {
    await breakAgain();
    const incidentId = await world.declare();
    const plan = await decideAndPlan(incidentId, world.good);
    world.remote.protect();
    data(await sendAndStart(incidentId, { ...plan, message, glass: [] }, world.commander));
    const paused = await reached(incidentId, 'the pause', ({ run }) => run?.status === 'paused');
    const step = paused.run?.steps[0];
    expect(step?.failure?.error).toMatch(/protected|declined|refused/i);
    world.remote.unprotect();
    data(
      await act(
        incidentId,
        { type: 'step.retry', runId: paused.run?.id ?? '', stepId: step?.id ?? '' },
        world.commander,
      ),
    );
    await reached(incidentId, 'recovery', ({ recovery }) => recovery !== null);
  });
});
