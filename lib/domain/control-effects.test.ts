import { describe, expect, it } from 'vitest';
import { step as planStep, service } from '@/tests/setup/domain/facts';
import { MAX, WORKER } from '@/tests/setup/domain/people';
import { ready, start, type World } from '@/tests/setup/domain/world';
import {
  abortOutlook,
  type Outlook,
  pauseOutlook,
  resumeOutlook,
  retryOutlook,
  skipOutlook,
  undoOutlook,
} from './control-effects';
import type { RunState, StepState } from './state';

const NAMES = ['web', 'api', 'database'];

/** A run of three components in these waves, held by a worker. */
function running(waves: [number, number, number] = [0, 1, 2]): World {
  const steps = NAMES.map((name, index) => {
    const to = { id: `good-${name}`, label: `${name} v1`, summary: '' };
    const from = { id: `bad-${name}`, label: `${name} v2`, summary: '' };
    const ids = { id: name, componentId: name, componentName: name, resourceKey: name };
    return planStep({ ...ids, from, to, followUps: [], wave: waves[index] ?? 0 });
  });
  const components = NAMES.map((name) => ({ id: name, name, provider: 'git' }));
  const world = ready({ service: service({ components }) }, { steps });
  world.must({ type: 'plan.approve', planId: 'plan-1', hash: 'hash-1' }, MAX);
  world.must(start({ current: { web: 'bad-web', api: 'bad-api', database: 'bad-database' } }));
  world.facts.claim = { fence: 1, expiresAt: '2026-03-02T00:00:00.000Z' };
  return world;
}

/** Traffic that goes a part of the way and is held there, then the rest; a worker holds the run. */
function staged(): World {
  const share = (label: string) => ({ id: label, label, summary: '' });
  const ids = { componentId: 'web', componentName: 'traffic', resourceKey: 'traffic', from: share('green') };
  const steps = [
    planStep({ ...ids, id: 'part', to: share('10 % blue'), action: 'canary', holdMs: 600_000, followUps: [], wave: 0 }),
    planStep({ ...ids, id: 'rest', to: share('blue'), followUps: [], wave: 1 }),
  ];
  const components = [{ id: 'web', name: 'traffic', provider: 'route53' }];
  const world = ready({ service: service({ components }) }, { steps }).must(start({ current: { web: 'green' } }));
  world.facts.claim = { fence: 1, expiresAt: '2026-03-02T00:00:00.000Z' };
  return world;
}

const at = (stepId: string) => ({ runId: 'run-1', fence: 1, stepId });
const request = (world: World, stepId: string): World =>
  world
    .must({ type: 'step.checkpoint', ...at(stepId), checkpointId: `c-${stepId}`, evidence: '', checkpoint: {} }, WORKER)
    .must({ type: 'step.intend', ...at(stepId), key: stepId }, WORKER)
    .must({ type: 'step.request', ...at(stepId), operationId: stepId, evidence: '', operation: {} }, WORKER);
const converge = (world: World, stepId: string): World =>
  request(world, stepId).must({ type: 'step.converge', ...at(stepId), evidence: '' }, WORKER);
const finish = (world: World, stepId: string): World =>
  converge(world, stepId).must({ type: 'step.observe', ...at(stepId), healthy: true, evidence: '' }, WORKER);
const fail = (world: World, stepId: string): World =>
  world.must({ type: 'step.fail', ...at(stepId), code: 'failed', error: '', retryable: false }, WORKER);

function runOf(world: World): RunState {
  const { run } = world.incident;
  if (!run) throw new Error('there is no run');
  return run;
}

function stepOf(world: World, id: string): StepState {
  const found = runOf(world).steps.find((step) => step.id === id);
  if (!found) throw new Error(`there is no step ${id}`);
  return found;
}

/** "code: components on revision" of each effect; refused ones begin with "no". */
const told = ({ possible, effects }: Outlook): string[] =>
  effects.map(({ code, components, revision }) =>
    [possible ? [] : 'no', code, components.join('+'), revision ?? []].flat().filter(Boolean).join(' '),
  );

describe('the pause', () => {
  it('waits for what is converging', () =>
    expect(told(pauseOutlook(runOf(request(running(), 'web'))))).toEqual(['pause_after web']));

  it('comes before the next wave when nothing is converging', () => {
    expect(told(pauseOutlook(runOf(running([0, 0, 1]))))).toEqual(['pause_before web+api']);
    expect(told(pauseOutlook(runOf(finish(running(), 'web'))))).toEqual(['pause_before api']);
    expect(told(pauseOutlook(runOf(converge(running([0, 1, 1]), 'web'))))).toEqual(['pause_before api+database']);
  });

  it('has nothing to stop once the last wave is under way', () => {
    const world = request(request(finish(running([0, 1, 1]), 'web'), 'api'), 'database');
    expect(told(pauseOutlook(runOf(world)))).toEqual(['no pause_useless api+database']);
  });

  it('is on its way once it was asked for', () => {
    const world = request(running(), 'web').must({ type: 'run.pause', runId: 'run-1' });
    expect(told(pauseOutlook(runOf(world)))).toEqual(['no pause_coming web']);
    expect(told(resumeOutlook(runOf(world)))).toEqual(['resume_cancel']);
  });
});

describe('going on', () => {
  const paused = (world: World) =>
    world
      .must({ type: 'run.pause', runId: 'run-1' })
      .must({ type: 'run.settle_pause', runId: 'run-1', fence: 1 }, WORKER);

  it('names what comes next', () =>
    expect(told(resumeOutlook(runOf(paused(finish(running([0, 1, 1]), 'web')))))).toEqual([
      'resume_with api+database',
    ]));

  it('waits for a decision on what failed', () =>
    expect(told(resumeOutlook(runOf(fail(running(), 'web'))))).toEqual(['no resume_undecided web']));
});

describe('the abort', () => {
  it('says what stays, what is cancelled and what is not begun', () => {
    const world = request(finish(running(), 'web'), 'api');
    expect(told(abortOutlook(runOf(world)))).toEqual([
      'abort_stays web web v1',
      'abort_cancelled api',
      'abort_not_begun database',
    ]);
  });

  it('leaves a failed component where it stands, and a skipped one out', () => {
    const world = fail(running(), 'web').must({ type: 'step.skip', runId: 'run-1', stepId: 'web', reason: 'not now' });
    fail(request(world, 'api'), 'api');
    expect(told(abortOutlook(runOf(world)))).toEqual(['abort_left api', 'abort_not_begun database']);
  });

  it('says that nothing was written, and that it is on its way', () => {
    const world = running();
    expect(told(abortOutlook(runOf(world)))).toEqual(['abort_nothing']);
    world.must({ type: 'run.abort', runId: 'run-1', reason: 'wrong target' });
    expect(told(abortOutlook(runOf(world)))).toEqual(['no abort_coming']);
  });
});

describe('a canary', () => {
  it('stays at its share when the run is aborted while it is held, and the rest is not begun', () => {
    const world = converge(staged(), 'part');
    expect(told(abortOutlook(runOf(world)))).toEqual([
      'abort_stays traffic 10 % blue',
      'abort_not_begun traffic (blue)',
    ]);
    expect(told(pauseOutlook(runOf(world)))).toEqual(['pause_before traffic (blue)']);
    world
      .must({ type: 'run.abort', runId: 'run-1', reason: 'blue is no better' })
      .must({ type: 'run.settle_abort', runId: 'run-1', fence: 1, evidence: '' }, WORKER);
    const outlook = undoOutlook(world.incident);
    expect(outlook && told(outlook)).toEqual(['undo_back traffic green']);
  });

  it('is cancelled as a stage of its own while it converges', () =>
    expect(told(abortOutlook(runOf(request(staged(), 'part'))))).toEqual([
      'abort_cancelled traffic (10 % blue)',
      'abort_not_begun traffic (blue)',
    ]));

  it('is not where its component stays once the rest was asked for', () => {
    const world = request(finish(staged(), 'part'), 'rest');
    expect(told(abortOutlook(runOf(world)))).toEqual(['abort_cancelled traffic (blue)']);
    world.must({ type: 'step.converge', ...at('rest'), evidence: '' }, WORKER);
    expect(told(abortOutlook(runOf(world)))).toEqual(['abort_stays traffic blue']);
  });
});

describe('a failed step', () => {
  it('is asked again, or left out while the run goes on', () => {
    const world = fail(running(), 'web');
    expect(told(retryOutlook(runOf(world), stepOf(world, 'web')))).toEqual(['retry_asks web']);
    expect(told(skipOutlook(runOf(world), stepOf(world, 'web')))).toEqual(['skip_leaves web', 'then_goes_on api']);
  });

  it('lets the run end when it was the last one', () => {
    const world = fail(finish(finish(running(), 'web'), 'api'), 'database');
    expect(told(skipOutlook(runOf(world), stepOf(world, 'database')))).toEqual([
      'skip_leaves database',
      'then_finishes',
    ]);
  });

  it('leaves the run waiting for another one that failed, whatever is decided', () => {
    const world = request(running([0, 0, 1]), 'api');
    fail(fail(world, 'web'), 'api');
    expect(told(retryOutlook(runOf(world), stepOf(world, 'web')))).toEqual(['retry_asks web', 'then_waits api']);
    expect(told(skipOutlook(runOf(world), stepOf(world, 'web')))).toEqual(['skip_leaves web', 'then_waits api']);
  });
});

describe('the undo', () => {
  it('is there once the run has ended, last step first', () => {
    const world = finish(finish(running(), 'web'), 'api');
    expect(undoOutlook(world.incident)).toBeNull();
    world
      .must({ type: 'run.abort', runId: 'run-1', reason: 'wrong target' })
      .must({ type: 'run.settle_abort', runId: 'run-1', fence: 1, evidence: '' }, WORKER);
    const outlook = undoOutlook(world.incident);
    expect(outlook && told(outlook)).toEqual(['undo_back api api v2', 'undo_back web web v2']);
  });
});
