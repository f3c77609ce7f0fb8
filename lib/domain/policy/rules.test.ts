import { describe, expect, it } from 'vitest';
import { health, login, service, step } from '@/tests/setup/domain/facts';
import { ADA, LEA, MAX, ROB, SAMPLER } from '@/tests/setup/domain/people';
import {
  declared,
  endMessage,
  green,
  planned,
  ready,
  recovered,
  running,
  start,
  startMessage,
  verifying,
  type World,
} from '@/tests/setup/domain/world';
import type { IncidentClass } from '../words';

const WINDOW_MS = 120_000;
const acknowledge = { type: 'plan.acknowledge', planId: 'plan-1', hash: 'hash-1' } as const;
const approve = { type: 'plan.approve', planId: 'plan-1', hash: 'hash-1' } as const;
const manualOnly = { service: service({ checks: [login] }) };
const unchecked = { service: service({ checks: [] }) };
const glass = (rule: 'start_message' | 'second_person' | 'freeze', reason = 'it burns') => ({
  glass: [{ rule, reason }],
});

describe('rule 1: no run without a verification plan', () => {
  it('refuses to start without a required check', () => {
    expect(ready(unchecked).refused(start())).toBe('no_verification_plan');
  });

  it('does not count a check that is optional or waived', () => {
    const optional = ready({ service: service({ checks: [{ ...health, required: false }] }) });
    expect(optional.refused(start())).toBe('no_verification_plan');
    const waived = ready().must({ type: 'check.waive', checkId: 'health', reason: 'red before' });
    expect(waived.refused(start())).toBe('no_verification_plan');
  });

  it('lets through once a check was added in the room', () => {
    const world = ready(unchecked).must({ type: 'check.add', check: health });
    expect(world.refused(start())).toBeNull();
  });

  it('is met by a manual check when urgent, by an automatic one otherwise', () => {
    expect(ready(manualOnly).refused(start())).toBeNull();
    const calm = ready({ ...manualOnly, class: 'planned' });
    expect(calm.refused(start())).toBe('automatic_check_missing');
  });

  it('holds for an adopted rollback too', () => {
    const target = { componentId: 'web', revision: { id: 'good', label: 'v1', summary: '' } };
    expect(declared(unchecked).refused({ type: 'run.adopt', runId: 'r', target, reason: 'by hand' })).toBe(
      'no_verification_plan',
    );
  });
});

describe('rule 2: no run before the start message', () => {
  it('refuses to start while nobody was told', () => {
    expect(planned().refused(start())).toBe('start_message_missing');
  });

  it('is met by a queued message, even one that could not be delivered', () => {
    const world = planned().must(startMessage());
    world.must(
      { type: 'message.record_failure', messageId: 'start', channelId: 'ops', error: 'down', final: true },
      SAMPLER,
    );
    expect(world.refused(start())).toBeNull();
  });

  it('is met by a message that was sent by hand', () => {
    const sent = {
      type: 'message.mark_sent',
      messageId: 'm',
      kind: 'start',
      locale: 'fr',
      body: 'b',
      where: 'phone',
    } as const;
    expect(planned().must(sent).refused(start())).toBeNull();
  });

  it('is not met by an update', () => {
    const update = { type: 'message.send', messageId: 'm', kind: 'update', locale: 'en', body: 'b' } as const;
    expect(planned().must(update).refused(start())).toBe('start_message_missing');
  });

  it('can be broken with a reason, which is on record, and not without one', () => {
    expect(planned().refused(start(glass('start_message', ' ')))).toBe('start_message_missing');
    const world = planned().must(start(glass('start_message')));
    expect(world.incident.glass).toMatchObject([{ rule: 'start_message', reason: 'it burns', by: 'Léa' }]);
  });

  it('records no glass that nobody had to break', () => {
    expect(
      ready()
        .must(start(glass('start_message')))
        .types(),
    ).not.toContain('glass.broken');
  });
});

describe('rule 3: no recovery before the required checks held for the window', () => {
  const hold = { type: 'recovery.hold' } as const;
  const held = (world: World) => world.refused(hold, SAMPLER) === null;

  it('waits for the whole window, and no longer', () => {
    const world = verifying();
    const sinceMs = world.nowMs;
    green(world, 'health', sinceMs);
    expect(held(green(world.wait(WINDOW_MS - 1), 'health', sinceMs))).toBe(false);
    expect(held(green(world.wait(1), 'health', sinceMs))).toBe(true);
  });

  it('does not count what was green before convergence', () => {
    const world = verifying();
    green(world, 'health', world.nowMs - 10 * WINDOW_MS);
    expect(held(world)).toBe(false);
  });

  it('counts up to the last sample, so that a dead sampler never looks green', () => {
    const world = verifying();
    green(world, 'health', world.nowMs);
    expect(held(world.wait(10 * WINDOW_MS))).toBe(false);
  });

  it('takes no old sample for a new one, however long it had held', () => {
    const world = verifying();
    const sinceMs = world.nowMs;
    green(world, 'health', sinceMs);
    green(world.wait(WINDOW_MS), 'health', sinceMs);
    expect(held(world.wait(10_001))).toBe(false);
  });

  it('starts over after a gap', () => {
    const world = verifying();
    const sinceMs = world.nowMs;
    green(world, 'health', sinceMs);
    green(world.wait(WINDOW_MS - 1), 'health', sinceMs);
    world.must({ type: 'window.restart', cause: 'gap', detail: '' }, SAMPLER);
    expect(held(green(world.wait(2), 'health', sinceMs))).toBe(false);
  });

  it('is not fooled by a red check whose row still says green', () => {
    const world = verifying();
    const sinceMs = world.nowMs;
    green(world, 'health', sinceMs);
    green(world.wait(WINDOW_MS), 'health', sinceMs);
    world.must({ type: 'check.record', checkId: 'health', verdict: 'fail', observed: '500' }, SAMPLER);
    expect(held(world)).toBe(false);
    expect(world.types().slice(-2)).toEqual(['check.changed', 'window.restarted']);
  });

  it('does not count a check that could not be asked as green', () => {
    const world = verifying();
    world.must({ type: 'check.record', checkId: 'health', verdict: 'error', observed: '' }, SAMPLER);
    const row = { verdict: 'error', continuousSince: world.now } as const;
    world.wait(WINDOW_MS);
    world.facts.sampled = { health: { ...row, lastAt: world.now } };
    expect(held(world)).toBe(false);
  });

  it('wants a manual answer from after convergence', () => {
    const answer = { type: 'check.answer', checkId: 'login', verdict: 'pass', note: '' } as const;
    const early = running(manualOnly).must(answer);
    expect(early.incident.checks[0]?.verdict).toBe('pass');
    const world = verifying(manualOnly);
    expect(held(world.wait(WINDOW_MS))).toBe(false);
    world.must(answer, ROB);
    expect(held(world)).toBe(true);
  });

  it('never recovers by itself once every required check is waived', () => {
    const world = verifying().must({ type: 'check.waive', checkId: 'health', reason: 'cannot be asked' });
    expect(held(world.wait(10 * WINDOW_MS))).toBe(false);
    expect(world.refused({ type: 'recovery.declare', reason: 'seen by hand' })).toBeNull();
    expect(world.incident.recovery).toMatchObject({ kind: 'declared', reason: 'seen by hand', by: 'Léa' });
  });

  it('waives only what cannot be asked or was red before', () => {
    const waive = { type: 'check.waive', checkId: 'health', reason: 'noise' } as const;
    const red = verifying().must({ type: 'check.record', checkId: 'health', verdict: 'fail', observed: '' }, SAMPLER);
    expect(red.refused(waive)).toBe('check_not_waivable');
    const redBefore = verifying({ service: service({ checks: [{ ...health, baseline: 'fail' }] }) });
    redBefore.must({ type: 'check.record', checkId: 'health', verdict: 'fail', observed: '' }, SAMPLER);
    expect(redBefore.refused(waive)).toBeNull();
  });
});

describe.each([
  ['rule 4: a doubt', { doubts: ['never_seen_stable' as const] }, 'warnings_unacknowledged'],
  ['rule 4: a warning', { warnings: [{ code: 'merge', text: 'a merge' }] }, 'warnings_unacknowledged'],
  ['rule 8: a loss', { losses: [{ code: 'config', text: 'config maps stay' }] }, 'losses_unacknowledged'],
])('%s', (_name, overrides, code) => {
  const world = () => ready({}, { steps: [step(overrides)] });

  it('is acknowledged before the start', () => {
    expect(world().refused(start())).toBe(code);
    expect(world().must(acknowledge).refused(start())).toBeNull();
  });

  it('is acknowledged by whoever commands', () => {
    expect(world().refused(acknowledge, ROB)).toBe('not_commander');
  });

  it('is acknowledged again when another plan replaces it', () => {
    const replaced = world().must(acknowledge);
    const plan = { id: 'plan-2', hash: 'hash-2', documentDigest: 'd', steps: [step(overrides)], readAt: replaced.now };
    replaced.must({ type: 'plan.record', plan });
    expect(replaced.refused(start({ planId: 'plan-2', hash: 'hash-2' }))).toBe(code);
  });
});

describe('rule 4: a doubtful target is acknowledged', () => {
  it('asks again when a refreshed plan brings a new doubt, and not when it brings none', () => {
    const world = ready({}, { steps: [step({ doubts: ['banned'] })] }).must(acknowledge);
    const fresh = (doubts: ('banned' | 'not_older')[], id: string) => ({
      type: 'plan.record' as const,
      plan: { id, hash: 'hash-1', documentDigest: 'd', steps: [step({ doubts })], readAt: world.now },
    });
    expect(world.must(fresh(['banned'], 'plan-2')).incident.plan?.acknowledged).not.toBeNull();
    expect(world.must(fresh(['banned', 'not_older'], 'plan-3')).incident.plan?.acknowledged).toBeNull();
  });

  it('knows a target that failed in this incident, whatever the planner says', () => {
    const world = verifying().must({ type: 'verification.fail', reason: 'still red' });
    const plan = { id: 'plan-2', hash: 'hash-1', documentDigest: 'd', steps: [step()], readAt: world.now };
    world.must({ type: 'plan.record', plan });
    const again = start({ runId: 'run-2', planId: 'plan-2' });
    expect(world.refused(again)).toBe('warnings_unacknowledged');
    expect(world.must({ ...acknowledge, planId: 'plan-2' }).refused(again)).toBeNull();
  });
});

describe('rule 5: a stale plan does not start', () => {
  it.each([
    ['another revision is running', start({ current: { web: 'hotfix' } })],
    ['the revision that runs is not known', start({ current: {} })],
    ['the commander saw another plan', start({ hash: 'other' })],
  ])('refuses when %s', (_name, command) => {
    expect(ready().refused(command)).toBe('stale_plan');
  });

  it('does not mind what is at its target already', () => {
    expect(ready().refused(start({ current: { web: 'good' } }))).toBeNull();
  });

  it('does not mind what a run of this incident changed', () => {
    const world = verifying().must({ type: 'verification.fail', reason: 'still red' });
    const older = step({ to: { id: 'older', label: 'v0', summary: '' } });
    const plan = { id: 'plan-2', hash: 'hash-2', documentDigest: 'd', steps: [older], readAt: world.now };
    world.must({ type: 'plan.record', plan });
    const from = (web: string) => start({ runId: 'run-2', planId: 'plan-2', hash: 'hash-2', current: { web } });
    expect(world.refused(from('hotfix'))).toBe('stale_plan');
    expect(world.refused(from('revert-1'))).toBeNull();
  });

  it('goes on with the refreshed plan in one more press', () => {
    const world = ready();
    expect(world.refused(start({ current: { web: 'hotfix' } }))).toBe('stale_plan');
    const refreshed = step({ from: { id: 'hotfix', label: 'v3', summary: '' } });
    const plan = { id: 'plan-2', hash: 'hash-1', documentDigest: 'd', steps: [refreshed], readAt: world.now };
    world.must({ type: 'plan.record', plan });
    expect(world.refused(start({ planId: 'plan-2', current: { web: 'hotfix' } }))).toBeNull();
  });
});

describe('rule 6: one run at a time on a real thing', () => {
  it('refuses while another run holds it', () => {
    const world = ready();
    world.facts.holders = [{ resourceKey: 'git:shop', incidentId: 'other', incidentNumber: 7, runId: 'r' }];
    const decided = world.ask(start());
    expect(decided).toMatchObject({ ok: false, refusal: { code: 'resource_locked', params: { number: 7 } } });
  });

  const release = {
    type: 'run.release',
    runId: 'run-1',
    byIncidentId: 'urgent-one',
    byClass: 'urgent',
    byCommanderId: 'max',
    reason: 'production is down',
  } as const;
  const paused = () =>
    running()
      .must({ type: 'run.pause', runId: 'run-1' })
      .must({ type: 'run.settle_pause', runId: 'run-1', fence: 1 }, SAMPLER);

  it('is taken over when paused', () => {
    const world = paused().must(release, MAX);
    expect(world.incident.run).toMatchObject({ status: 'aborted', abortReason: 'production is down' });
  });

  it('is never taken over while it runs', () => {
    expect(running().refused(release, MAX)).toBe('take_over_running');
    const late = running();
    late.wait(3_600_000 + 30_000);
    expect(late.refused(release, MAX)).toBe('take_over_running');
    expect(late.wait(1).refused(release, MAX)).toBeNull();
  });

  it('is taken over by the commander of an urgent incident alone', () => {
    expect(paused().refused({ ...release, byClass: 'planned' }, MAX)).toBe('take_over_not_urgent');
    expect(paused().refused(release, ROB)).toBe('take_over_not_commander');
    expect(paused().refused(release, ADA)).toBeNull();
  });
});

describe('rule 7: a second person', () => {
  const calm = { class: 'planned' as const };
  const dataPlan = { steps: [step({ touchesData: true })] };

  it('is needed for planned and preventive runs, and for steps that touch data', () => {
    expect(ready(calm).refused(start())).toBe('second_person_missing');
    expect(ready({ class: 'preventive' }).refused(start())).toBe('second_person_missing');
    expect(ready({}, dataPlan).refused(start())).toBe('second_person_missing');
    expect(ready().refused(start())).toBeNull();
  });

  it('is not needed in a drill', () => {
    expect(ready({ ...calm, drill: true }, dataPlan).refused(start())).toBeNull();
  });

  it('is neither who prepared the plan nor who starts it', () => {
    expect(ready(calm).refused(approve)).toBe('approve_own_plan');
    expect(ready(calm, {}, ROB).must(approve, LEA).refused(start())).toBe('second_person_missing');
    expect(ready(calm).must(approve, MAX).refused(start())).toBeNull();
  });

  it('may approve after the commander did', () => {
    const world = ready(calm, {}, ROB).must(approve, LEA).must(approve, MAX);
    expect(world.refused(start())).toBeNull();
  });

  it('approves this plan and no other', () => {
    const world = ready(calm).must(approve, MAX);
    const other = { id: 'plan-2', hash: 'hash-2', documentDigest: 'd', steps: [step()], readAt: world.now };
    world.must({ type: 'plan.record', plan: other });
    expect(world.refused(start({ planId: 'plan-2', hash: 'hash-2' }))).toBe('second_person_missing');
  });

  it('can be done without when urgent, with a reason, and only then', () => {
    const urgent = ready({}, dataPlan).must(start(glass('second_person')));
    expect(urgent.incident.glass).toMatchObject([{ rule: 'second_person' }]);
    expect(ready(calm).refused(start(glass('second_person')))).toBe('glass_only_urgent');
  });
});

describe('rule 9: secret values never reach an event', () => {
  const password = 's3cr3t-value';
  it.each([
    `postgres://shop:${password}@db:5432/shop`,
    `DATABASE_PASSWORD=${password}`,
    `Authorization: Bearer ${password}`,
    `ghp_${'a'.repeat(36)}`,
    '-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY-----',
  ])('hides %s and keeps the words around it', (secret) => {
    const world = declared().must({ type: 'note.add', text: `before ${secret} after` });
    const text = JSON.stringify(world.log.at(-1)?.data);
    expect(text).toMatch(/before .*\[secret\].* after/);
    expect(text).not.toContain(secret);
    expect(text).not.toContain(password);
  });

  it('looks into what the platform answered', () => {
    const world = running().must(
      { type: 'step.intend', runId: 'run-1', fence: 1, stepId: 'step-1', key: 'k' },
      SAMPLER,
    );
    const operation = { output: [`pushed to https://bot:${password}@git.test/shop`] };
    world.must(
      { type: 'step.request', runId: 'run-1', fence: 1, stepId: 'step-1', operationId: 'o', evidence: '', operation },
      SAMPLER,
    );
    expect(JSON.stringify(world.log)).not.toContain(password);
  });

  it.each([
    'PASSWORD=$DB_PASSWORD',
    'token=env:TOKEN',
    `sha256:${'0a'.repeat(32)}`,
    'arn:aws:ecs:eu-west-3:1:task-definition/api:56',
  ])('leaves %s alone', (text) => {
    const world = declared().must({ type: 'note.add', text });
    expect(world.log.at(-1)?.data).toEqual({ text });
  });
});

describe('rule 10: what happened stays', () => {
  const redact = { type: 'text.redact', redactedSeq: 1, reason: 'a name' } as const;

  it('lets an admin alone redact a text, as an event of its own', () => {
    const world = recovered().must(endMessage);
    expect(world.refused(redact, LEA)).toBe('redact_admin_only');
    expect(world.refused(redact, SAMPLER)).toBe('redact_admin_only');
    const before = world.log.length;
    world.must(redact, ADA);
    expect(world.log).toHaveLength(before + 1);
    expect(world.refused({ ...redact, redactedSeq: 9_999 }, ADA)).toBe('event_unknown');
  });
});

describe('a freeze', () => {
  const frozen = (incidentClass: IncidentClass) => {
    const world = ready({ class: incidentClass }).must({ type: 'plan.approve', planId: 'plan-1', hash: 'hash-1' }, MAX);
    world.facts.freeze = { until: '2026-03-02T00:00:00.000Z', reason: 'Sales.' };
    return world;
  };

  it('stops a planned run, and lets its commander through with a reason', () => {
    expect(frozen('planned').refused(start())).toBe('frozen');
    expect(frozen('planned').must(start(glass('freeze'))).incident.glass).toMatchObject([{ rule: 'freeze' }]);
  });

  it('lets the commander of an urgent incident through, on record', () => {
    const world = frozen('urgent').must(start());
    expect(world.log.find(({ type }) => type === 'freeze.passed')?.data).toMatchObject({ reason: 'Sales.' });
  });
});
