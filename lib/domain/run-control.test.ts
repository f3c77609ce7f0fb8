import { describe, expect, it } from 'vitest';
import { health, step } from '@/tests/setup/domain/facts';
import { LEA, MAX, ROB, WORKER } from '@/tests/setup/domain/people';
import { declared, ready, start, type World } from '@/tests/setup/domain/world';
import { expectedMs } from './clocks';
import { DEFAULT_SETTINGS } from './facts';
import { undoable } from './queries';
import { dueReminders } from './reminders';

const api = step({ id: 'step-2', componentId: 'api', componentName: 'api', resourceKey: 'ecs:api', followUps: [] });
const web = step({ followUps: [] });
const both = { current: { web: 'bad', api: 'bad' } };
const at = (stepId: string) => ({ runId: 'run-1', fence: 1, stepId });

/** A run of two steps that a worker holds; of one wave, or one after the other. */
function running(waves: [number, number], incidentClass: 'urgent' | 'planned' = 'urgent'): World {
  const steps = [
    { ...web, wave: waves[0] },
    { ...api, wave: waves[1] },
  ];
  const world = ready({ class: incidentClass }, { steps });
  world.must({ type: 'plan.approve', planId: 'plan-1', hash: 'hash-1' }, MAX);
  world.must(start(both));
  world.facts.claim = { fence: 1, expiresAt: '2026-03-02T00:00:00.000Z' };
  return world;
}

function converge(world: World, stepId: string): World {
  return world
    .must({ type: 'step.checkpoint', ...at(stepId), checkpointId: `c-${stepId}`, evidence: '', checkpoint: {} }, WORKER)
    .must({ type: 'step.intend', ...at(stepId), key: stepId }, WORKER)
    .must({ type: 'step.request', ...at(stepId), operationId: `o-${stepId}`, evidence: '', operation: {} }, WORKER)
    .must({ type: 'step.converge', ...at(stepId), evidence: '' }, WORKER);
}

const fail = (stepId: string, code = 'failed') =>
  ({ type: 'step.fail', ...at(stepId), code, error: 'it says no', retryable: false }) as const;
const observe = (stepId: string, red: string[] = []) =>
  ({ type: 'step.observe', ...at(stepId), healthy: red.length === 0, evidence: '', red }) as const;

describe('the waves of a run', () => {
  it('go one after the other', () => {
    const world = running([0, 1]);
    expect(world.refused({ type: 'step.intend', ...at('step-2'), key: 'k' }, WORKER)).toBe('earlier_step_unfinished');
    converge(converge(world, 'step-1'), 'step-2');
  });

  it('put the components of one wave back at the same time', () => {
    const world = running([0, 0]);
    converge(world, 'step-2');
    converge(world, 'step-1');
    expect(world.incident.run?.steps.map(({ status }) => status)).toEqual(['converged', 'converged']);
  });

  it('count their slowest step, unless the playbook says how long they take', () => {
    const steps = [
      { ...web, wave: 0, estimateMs: 10 },
      { ...api, wave: 0, estimateMs: 30 },
    ];
    expect(expectedMs(ready({}, { steps }).incident)).toBe(30);
    expect(expectedMs(ready({}, { steps, playbook: { name: 'Code only', expectMs: 600_000 } }).incident)).toBe(600_000);
  });
});

describe('a run that pauses by itself', () => {
  it('lets the step beside a failed one come to its end first', () => {
    const world = running([0, 0]);
    world.must({ type: 'step.intend', ...at('step-2'), key: 'k' }, WORKER).must(fail('step-1'), WORKER);
    expect(world.incident.run?.status).toBe('pausing');
    expect(world.refused({ type: 'run.settle_pause', runId: 'run-1', fence: 1 }, WORKER)).toBe('steps_unfinished');
    world
      .must({ type: 'step.converge', ...at('step-2'), evidence: '' }, WORKER)
      .must(observe('step-2'), WORKER)
      .must({ type: 'run.settle_pause', runId: 'run-1', fence: 1 }, WORKER);
    expect(world.incident.run).toMatchObject({
      status: 'paused',
      pausedBecause: { cause: 'step_failed', detail: 'it says no' },
    });
  });

  it('goes on only once every failed step was decided upon', () => {
    const world = running([0, 0]);
    world.must({ type: 'step.intend', ...at('step-2'), key: 'k' }, WORKER).must(fail('step-1'), WORKER);
    world.must(fail('step-2', 'timeout'), WORKER);
    expect(world.incident.run).toMatchObject({ status: 'paused', pausedBecause: { cause: 'deadline' } });
    world.must({ type: 'step.skip', runId: 'run-1', stepId: 'step-1', reason: 'not needed' });
    expect(world.incident.run?.status).toBe('paused');
    world.must({ type: 'step.retry', runId: 'run-1', stepId: 'step-2' });
    expect(world.incident.run?.status).toBe('running');
  });

  it('stays with the person who asked for the pause when a step fails on the way there', () => {
    const world = running([0, 1]).must({ type: 'step.intend', ...at('step-1'), key: 'k' }, WORKER);
    world.must({ type: 'run.pause', runId: 'run-1' }).must(fail('step-1'), WORKER);
    expect(world.incident.run).toMatchObject({ status: 'paused', pausedBecause: { cause: 'person' } });
    world.must({ type: 'step.retry', runId: 'run-1', stepId: 'step-1' });
    expect(world.incident.run?.status).toBe('paused');
    world.must({ type: 'run.resume', runId: 'run-1' });
    expect(world.incident.run?.status).toBe('running');
  });

  const turnedRed = (incidentClass: 'urgent' | 'planned', greenBefore: boolean) => {
    const world = running([0, 1], incidentClass);
    if (greenBefore) {
      const verdict = { type: 'check.record', checkId: health.id, verdict: 'pass', observed: '200' } as const;
      world.must(verdict, WORKER);
    }
    return converge(world, 'step-1').must(observe('step-1', [health.id]), WORKER).incident.run;
  };

  it('stops between steps when a check that was green before the step stays red', () => {
    expect(turnedRed('planned', true)).toMatchObject({
      status: 'paused',
      pausedBecause: { cause: 'checks', detail: health.name },
    });
  });

  it('goes on when the check was red before, and whatever checks say when it is urgent', () => {
    expect(turnedRed('planned', false)?.status).toBe('running');
    expect(turnedRed('urgent', true)?.status).toBe('running');
  });
});

describe('an undo', () => {
  const aborted = () =>
    converge(running([0, 1]), 'step-1')
      .must({ type: 'run.abort', runId: 'run-1', reason: 'wrong target' })
      .must({ type: 'run.settle_abort', runId: 'run-1', fence: 1, evidence: '' }, WORKER);

  it('takes back what was written, last one first, once the run has ended', () => {
    const world = converge(converge(running([0, 1]), 'step-1'), 'step-2');
    expect(undoable(world.incident)).toBeNull();
    world.must({ type: 'run.finish', runId: 'run-1', fence: 1 }, WORKER);
    expect(undoable(world.incident)?.steps.map(({ id }) => id)).toEqual(['step-2', 'step-1']);
    expect(undoable(aborted().incident)?.steps.map(({ id }) => id)).toEqual(['step-1']);
  });

  it.each([
    ['asks the provider about a step whose call got no answer as well', true, ['step-2', 'step-1']],
    ['passes over a step that was refused: its component may be on what somebody else put there', false, ['step-1']],
  ])('%s', (_, retryable, expected) => {
    const point = { checkpointId: 'c-step-2', evidence: '', checkpoint: {} };
    const world = converge(running([0, 1]), 'step-1')
      .must(observe('step-1'), WORKER)
      .must({ type: 'step.checkpoint', ...at('step-2'), ...point }, WORKER)
      .must({ type: 'step.intend', ...at('step-2'), key: 'k' }, WORKER)
      .must({ ...fail('step-2', retryable ? 'unavailable' : 'conflict'), retryable }, WORKER)
      .must({ type: 'run.abort', runId: 'run-1', reason: 'wrong target' })
      .must({ type: 'run.settle_abort', runId: 'run-1', fence: 1, evidence: '' }, WORKER);
    expect(undoable(world.incident)?.steps.map(({ id }) => id)).toEqual(expected);
  });

  it('marks the step that it took back', () => {
    const back = step({ id: 'back', from: web.to, to: web.from, undoOf: { runId: 'run-1', stepId: 'step-1' } });
    const world = aborted().must({ type: 'plan.record', plan: planOf(back) });
    world.must(start({ runId: 'run-2', planId: 'undo', hash: 'undo', current: { web: 'good' } }));
    world.must({ type: 'step.converge', runId: 'run-2', fence: 1, stepId: 'back', evidence: '' }, WORKER);
    expect(world.incident.pastRuns[0]?.steps[0]?.status).toBe('undone');
    world.must({ type: 'run.finish', runId: 'run-2', fence: 1 }, WORKER);
    expect(world.types()).toContain('step.undone');
  });

  const planOf = (only: ReturnType<typeof step>) => ({
    id: 'undo',
    hash: 'undo',
    documentDigest: 'd',
    steps: [only],
    readAt: '2026-03-01T03:00:00.000Z',
  });
});

describe('the team that is asked before an urgent start', () => {
  const settings = { ...DEFAULT_SETTINGS, objectionMs: 20_000 };
  const asked = () => ready({ settings }).must({ type: 'objection.open', planId: 'plan-1', hash: 'hash-1' });

  it('has its seconds', () => {
    expect(ready({ settings }).refused(start())).toBe('team_not_asked');
    expect(asked().wait(19_000).refused(start())).toBe('objection_open');
    expect(asked().wait(20_000).must(start()).incident.run?.status).toBe('running');
  });

  it('stops the start with a reason, until the glass is broken', () => {
    const world = asked().must({ type: 'objection.raise', hash: 'hash-1', reason: 'A backup is running.' }, ROB);
    world.wait(60_000);
    expect(world.refused(start())).toBe('objection_raised');
    world.must(start({ glass: [{ rule: 'objection', reason: 'The backup is done.' }] }));
    expect(world.incident.glass).toMatchObject([{ rule: 'objection' }]);
  });

  it('is asked again about another plan, and too late when the countdown is over', () => {
    const raise = { type: 'objection.raise', hash: 'hash-1', reason: 'Wait.' } as const;
    expect(asked().wait(20_000).refused(raise, ROB)).toBe('objection_closed');
    expect(asked().refused({ ...raise, hash: 'other' }, ROB)).toBe('objection_closed');
    expect(
      ready({ settings, class: 'planned' }).refused({ type: 'objection.open', planId: 'plan-1', hash: 'hash-1' }),
    ).toBe('second_person_missing');
    expect(ready().refused({ type: 'objection.open', planId: 'plan-1', hash: 'hash-1' }, LEA)).toBe(
      'objection_not_wanted',
    );
  });
});

describe('reminders', () => {
  const due = (world: World) => dueReminders(world.incident, world.now).map(({ reminder }) => reminder);
  const raise = (reminder: 'no_update' | 'phase_over_budget' | 'nobody_commands') =>
    ({ type: 'reminder.raise', reminder, detail: '' }) as const;

  it('ask for an update twenty minutes after the last one, and again after twenty more', () => {
    const world = ready().wait(19 * 60_000);
    expect(due(world)).not.toContain('no_update');
    expect(due(world.wait(60_000))).toContain('no_update');
    world.must(raise('no_update'), WORKER);
    expect(due(world.wait(60_000))).not.toContain('no_update');
    expect(due(world.wait(20 * 60_000))).toContain('no_update');
  });

  it('say once in each phase that its budget is over', () => {
    const world = ready().wait(6 * 60_000);
    expect(due(world)).toContain('phase_over_budget');
    expect(due(world.must(raise('phase_over_budget'), WORKER))).not.toContain('phase_over_budget');
    expect(world.types().filter((type) => type === 'reminder.raised')).toHaveLength(1);
    world.must(raise('phase_over_budget'), WORKER);
    expect(world.types().filter((type) => type === 'reminder.raised')).toHaveLength(1);
  });

  it('ask who commands when nothing happens after the declaration', () => {
    expect(due(declared().wait(4 * 60_000))).not.toContain('nobody_commands');
    expect(due(declared().wait(5 * 60_000))).toContain('nobody_commands');
    expect(due(ready().wait(5 * 60_000))).not.toContain('nobody_commands');
  });
});
