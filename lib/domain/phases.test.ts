import { describe, expect, it } from 'vitest';
import { COURIER, LEA, MAX, ROB, SAMPLER, WORKER } from '@/tests/setup/domain/people';
import {
  closed,
  declared,
  endMessage,
  planned,
  ready,
  recovered,
  running,
  STEP,
  start,
  startMessage,
  verifying,
  type World,
} from '@/tests/setup/domain/world';
import type { Decision } from './words';

const decide = (decision: Decision) => ({ type: 'decision.take', decision, reason: 'we think so' }) as const;
const fix = { type: 'fix.apply', note: 'flag off' } as const;
const path = (world: World) => world.incident.visits.map(({ phase }) => phase);
const target = { componentId: 'web', revision: { id: 'good', label: 'v1', summary: '' } };

describe('a rollback', () => {
  it('goes through all five phases', () => {
    expect(path(closed())).toEqual(['evaluation', 'communication', 'execution', 'verification', 'debrief']);
    expect(closed().incident).toMatchObject({ status: 'closed', outcome: 'recovered' });
  });

  it('goes from communication to execution once the start message is queued', () => {
    expect(planned().incident.phase).toBe('communication');
    expect(ready().incident.phase).toBe('execution');
  });

  it('starts from the evaluation when urgent, which is the decision', () => {
    const world = declared()
      .must({ type: 'plan.record', plan: planOf(planned()) })
      .must(startMessage())
      .must(start());
    expect(path(world)).toEqual(['evaluation', 'communication', 'execution']);
    expect(world.incident.decision).toMatchObject({
      decision: 'rollback',
      target: { revision: { id: 'good' } },
      by: 'Léa',
    });
  });

  it('starts from the evaluation only when urgent', () => {
    const world = declared({ class: 'planned' })
      .must({ type: 'plan.record', plan: planOf(planned()) })
      .must(startMessage());
    expect(world.refused(start())).toBe('decision_missing');
  });

  it('goes back to execution when the verification fails, and forgets nothing', () => {
    const world = verifying().must({ type: 'verification.fail', reason: 'still red' });
    expect(world.incident).toMatchObject({
      phase: 'execution',
      plan: null,
      run: null,
      convergedAt: null,
      failedTargets: [{ componentId: 'web', revisionId: 'good' }],
      pastRuns: [{ id: 'run-1', status: 'finished', targets: [{ to: { label: 'v1' } }] }],
    });
  });

  it('opens the work that it leaves behind', () => {
    expect(recovered().incident.followUps.map(({ kind }) => kind)).toEqual([
      'revert_the_revert',
      'definitive_fix',
      'monitoring',
      'runbook',
    ]);
    const ids = recovered().incident.followUps.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('can be adopted when somebody did it by hand', () => {
    const world = declared().must({ type: 'run.adopt', runId: 'hand', target, reason: 'console was down' });
    expect(world.incident).toMatchObject({
      phase: 'verification',
      convergedAt: world.now,
      run: { status: 'finished' },
    });
    world.must({ type: 'verification.fail', reason: 'no' });
    expect(world.incident.failedTargets).toEqual([{ componentId: 'web', revisionId: 'good' }]);
  });
});

describe('other decisions', () => {
  it('fixes forward: communication, execution until the fix is applied, verification, and again if it does not hold', () => {
    const world = declared().must(decide('fix_forward')).must(startMessage());
    expect(world.incident.phase).toBe('execution');
    world.must(fix);
    expect(world.incident).toMatchObject({ phase: 'verification', convergedAt: world.now });
    world.must({ type: 'verification.fail', reason: 'no' }).must(fix).must({ type: 'recovery.declare', reason: 'yes' });
    expect(world.incident.phase).toBe('debrief');
  });

  it('freezes: debrief once announced', () => {
    const world = declared().must(decide('freeze'));
    expect(world.incident.phase).toBe('communication');
    expect(world.must(startMessage()).incident.phase).toBe('debrief');
  });

  it('stands down at once, and closes without a message that nobody waits for', () => {
    const world = declared().must(decide('stand_down'));
    expect(path(world)).toEqual(['evaluation', 'debrief']);
    expect(world.refused({ type: 'incident.close' })).toBe('postmortem_missing');
    world.must({ type: 'postmortem.draft', digest: 'd' }, SAMPLER).must({ type: 'incident.close' });
    expect(world.incident.outcome).toBe('stood_down');
  });

  it('can be taken back before recovery, and not after', () => {
    const world = declared().must(decide('stand_down')).must(decide('rollback'));
    expect(world.incident.phase).toBe('communication');
    expect(recovered().refused(decide('rollback'))).toBe('already_recovered');
  });

  it('wait for a run to end', () => {
    expect(running().refused(decide('freeze'))).toBe('run_in_progress');
  });
});

describe('closing', () => {
  it('wants the end message, owners and a draft, and says which', () => {
    const world = recovered();
    const close = { type: 'incident.close' } as const;
    expect(verifying().refused(close)).toBe('wrong_phase');
    expect(world.refused(close)).toBe('end_message_missing');
    world.must(endMessage);
    expect(world.refused(close)).toBe('follow_ups_unowned');
    for (const { id } of world.incident.followUps) world.must({ type: 'followup.resolve', followUpId: id, done: true });
    expect(world.refused(close)).toBe('postmortem_missing');
  });

  it('leaves notes, follow-ups, the post-mortem and links open', () => {
    const world = closed();
    expect(world.refused({ type: 'note.add', text: 'later' }, ROB)).toBeNull();
    expect(world.refused({ type: 'postmortem.save', digest: 'd', version: 2 }, ROB)).toBeNull();
    expect(world.refused({ type: 'followup.open', followUpId: 'x', kind: 'other', text: 't' }, ROB)).toBeNull();
    expect(world.refused(decide('rollback'))).toBe('incident_closed');
  });
});

describe('messages', () => {
  it('never say that it is over before it is', () => {
    expect(verifying().refused(endMessage)).toBe('end_before_debrief');
  });

  it('go out once, and again when no channel could deliver them', () => {
    const world = ready();
    expect(world.refused(startMessage('again'))).toBe('message_already_out');
    const failure = { type: 'message.record_failure', messageId: 'start', channelId: 'ops', error: 'down' } as const;
    world.must({ ...failure, final: false }, COURIER);
    expect(world.refused(startMessage('again'))).toBe('message_already_out');
    world.must({ ...failure, final: true }, COURIER);
    expect(world.refused(startMessage('again'))).toBeNull();
  });

  it('keep a delivery that a late failure contradicts', () => {
    const delivery = { messageId: 'start', channelId: 'ops' };
    const world = ready().must({ type: 'message.record_delivery', ...delivery, evidence: '200' }, COURIER);
    world.must({ type: 'message.record_failure', ...delivery, error: 'late', final: true }, COURIER);
    expect(world.incident.messages[0]?.deliveries[0]?.status).toBe('delivered');
  });
});

describe('a run', () => {
  const run = { runId: 'run-1' };
  const pause = { type: 'run.pause', ...run } as const;
  const fail = { type: 'step.fail', ...STEP, code: 'failed', error: 'image not found', retryable: false } as const;
  const intend = { type: 'step.intend', ...STEP, key: 'k' } as const;

  it('pauses on request, between two calls, and resumes', () => {
    const world = running().must(pause);
    expect(world.incident.run?.status).toBe('pausing');
    world.must({ type: 'run.settle_pause', ...run, fence: 1 }, WORKER);
    expect(world.incident.run).toMatchObject({ status: 'paused', pausedBecause: { cause: 'person' } });
    expect(world.must({ type: 'run.resume', ...run }).incident.run?.status).toBe('running');
  });

  it('stops at a failed step until somebody decides', () => {
    const world = running().must(intend, WORKER).must(fail, WORKER);
    expect(world.incident.run).toMatchObject({ status: 'paused', pausedBecause: { cause: 'step_failed' } });
    expect(world.refused({ type: 'run.resume', ...run })).toBe('step_needs_decision');
    world.must({ type: 'step.retry', ...run, stepId: 'step-1' });
    expect(world.incident.run).toMatchObject({ status: 'running', steps: [{ status: 'planned', key: 'k' }] });
  });

  it('goes on past a step that was skipped', () => {
    const world = running()
      .must(fail, WORKER)
      .must({ type: 'step.skip', ...run, stepId: 'step-1', reason: 'done by hand' });
    expect(world.incident.run?.status).toBe('running');
    expect(world.must({ type: 'run.finish', ...run, fence: 1 }, WORKER).incident.phase).toBe('verification');
  });

  it('remembers a target that an aborted run could not reach', () => {
    const world = running()
      .must(fail, WORKER)
      .must({ type: 'run.abort', ...run, reason: 'enough' });
    world.must({ type: 'run.settle_abort', ...run, fence: 1, evidence: 'web: v2' }, WORKER);
    expect(world.incident).toMatchObject({
      phase: 'execution',
      run: { status: 'aborted', abortReason: 'enough\nweb: v2' },
      failedTargets: [{ componentId: 'web', revisionId: 'good' }],
    });
    expect(world.refused(start({ runId: 'run-2' }))).toBe('warnings_unacknowledged');
  });

  it('does not finish with steps left', () => {
    expect(running().refused({ type: 'run.finish', ...run, fence: 1 }, WORKER)).toBe('steps_unfinished');
  });

  it('listens to the worker that holds the claim, and to no other', () => {
    const world = running();
    expect(world.refused({ ...intend, fence: 2 }, WORKER)).toBe('fenced');
    expect(world.refused(intend, LEA)).toBe('not_allowed');
    world.facts.claim = { fence: 1, expiresAt: world.now };
    expect(world.refused(intend, WORKER)).toBe('fenced');
    world.facts.claim = null;
    expect(world.refused(intend, WORKER)).toBe('fenced');
  });

  it('takes a repeated word from the worker as said', () => {
    const world = running().must(intend, WORKER);
    const before = world.log.length;
    expect(world.must(intend, WORKER).log).toHaveLength(before);
    expect(world.refused({ ...intend, key: 'another' }, WORKER)).toBe('step_not_ready');
  });
});

describe('command', () => {
  const to = (id: string, name: string) =>
    ({ type: 'command.hand_over', to: { id, name }, reason: 'off shift' }) as const;

  it('is handed over by the commander to anybody', () => {
    expect(declared().must(to('rob', 'Rob')).incident.commander).toEqual({ id: 'rob', name: 'Rob' });
  });

  it('is taken by who may command, for themselves only', () => {
    expect(declared().refused(to('max', 'Max'), MAX)).toBeNull();
    expect(declared().refused(to('rob', 'Rob'), MAX)).toBe('hand_over_not_allowed');
    expect(declared().refused(to('rob', 'Rob'), ROB)).toBe('hand_over_not_allowed');
  });

  it('is what most moves need', () => {
    expect(ready().refused(start(), MAX)).toBe('not_commander');
    expect(ready().must(to('max', 'Max'), MAX).refused(start(), MAX)).toBeNull();
  });
});

function planOf(world: World) {
  const {
    preparedBy: _by,
    preparedById: _id,
    acknowledged: _acknowledged,
    approved: _approved,
    ...plan
  } = {
    ...world.incident.plan,
  } as NonNullable<typeof world.incident.plan>;
  return plan;
}
