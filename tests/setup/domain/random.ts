import fc from 'fast-check';
import type { Command } from '@/lib/domain/command';
import type { Facts } from '@/lib/domain/context';
import type { Actor, Plan } from '@/lib/domain/facts';
import type { IncidentState } from '@/lib/domain/state';
import {
  ANSWERS,
  CHECKLIST_ITEMS,
  CLASSES,
  DECISIONS,
  MESSAGE_KINDS,
  QUESTIONS,
  REMINDERS,
  VERDICTS,
} from '@/lib/domain/words';
import { health, login, plan, step } from './facts';
import { ADA, COURIER, LEA, MAX, ROB, SAMPLER, VERA, WORKER } from './people';

/** Small pools, so that random commands meet each other; a secret among the texts, which must never come out. */
export const PLANTED = 'hunter2-planted';
const text = fc.constantFrom('', 'because', `postgres://shop:${PLANTED}@db/shop`, `API_TOKEN=${PLANTED}`);
const runId = fc.constantFrom('run-1', 'run-2', 'run-3');
const stepId = fc.constantFrom('step-1', 'step-2');
const hash = fc.constantFrom('hash-1', 'hash-2');
const planId = fc.constantFrom('plan-1', 'plan-2');
const checkId = fc.constantFrom('health', 'login', 'extra');
const id = fc.constantFrom('a', 'b', 'c');
const fence = fc.constantFrom(1, 2);
const revision = fc
  .constantFrom<string[]>('bad', 'good', 'older')
  .map((name) => ({ id: name, label: name, summary: '' }));
const target = fc.record({ componentId: fc.constantFrom('web', 'api', 'nowhere'), revision });
const person = fc.constantFrom(LEA, MAX, ROB).map(({ id: personId, name }) => ({ id: personId, name }));
const notices = fc.constantFrom<Plan['steps'][number]['warnings']>([], [{ code: 'merge', text: 'a merge' }]);

const planStep = fc.record({
  to: revision,
  doubts: fc.constantFrom<Plan['steps'][number]['doubts']>([], ['banned']),
  warnings: notices,
  losses: notices,
  touchesData: fc.boolean(),
  wave: fc.constantFrom(0, 0, 1),
});

const plans: fc.Arbitrary<Plan> = fc
  .record({
    id: planId,
    hash,
    one: planStep,
    two: fc.option(planStep),
    undoOf: fc.option(fc.record({ runId, stepId })),
  })
  .map(({ id: chosen, hash: digest, one, two, undoOf }) =>
    plan({
      id: chosen,
      hash: digest,
      steps: [
        step({ ...one, ...(undoOf && { undoOf }) }),
        ...(two ? [step({ ...two, id: 'step-2', componentId: 'api', componentName: 'api' })] : []),
      ],
    }),
  );

const glass = fc
  .subarray(['start_message', 'second_person', 'freeze', 'objection'] as const)
  .chain((rules) => text.map((reason) => rules.map((rule) => ({ rule, reason }))));

const of = <T extends Command['type']>(type: T, fields: { [key: string]: fc.Arbitrary<unknown> } = {}) =>
  fc.record({ type: fc.constant(type), ...fields }) as unknown as fc.Arbitrary<Command>;
const claim = { runId, fence };
const stepRef = { ...claim, stepId };
const message = { messageId: id, kind: fc.constantFrom(...MESSAGE_KINDS), locale: fc.constant('en'), body: text };

/** Any command, with pools small enough that most sequences get somewhere. */
export const commands: fc.Arbitrary<Command> = fc.oneof(
  of('incident.reclassify', { class: fc.constantFrom(...CLASSES), reason: text }),
  of('incident.close'),
  of('command.hand_over', { to: person, reason: text }),
  of('question.answer', { question: fc.constantFrom(...QUESTIONS), answer: fc.constantFrom(...ANSWERS), note: text }),
  of('checklist.tick', { item: fc.constantFrom(...CHECKLIST_ITEMS), done: fc.boolean() }),
  of('decision.take', { decision: fc.constantFrom(...DECISIONS), reason: text }),
  of('decision.take', { decision: fc.constant('rollback'), reason: text, target }),
  of('plan.record', { plan: plans }),
  of('plan.acknowledge', { planId, hash }),
  of('plan.approve', { planId, hash }),
  of('message.send', message),
  of('message.mark_sent', { ...message, where: text }),
  of('message.record_delivery', { messageId: id, channelId: fc.constantFrom('ops', 'x'), evidence: text }),
  of('message.record_failure', { messageId: id, channelId: fc.constant('ops'), error: text, final: fc.boolean() }),
  of('objection.open', { planId, hash }),
  of('objection.raise', { hash, reason: text }),
  of('run.start', {
    runId,
    planId,
    hash,
    glass,
    current: fc.dictionary(fc.constantFrom('web', 'api'), fc.constantFrom('bad', 'good', 'older', 'hotfix')),
    readAt: fc.constant('2026-03-01T03:00:00.000Z'),
  }),
  of('run.adopt', { runId, target, reason: text }),
  of('run.pause', { runId }),
  of('run.resume', { runId }),
  of('run.abort', { runId, reason: text }),
  of('run.release', {
    runId,
    byIncidentId: fc.constantFrom('other', 'inc'),
    byClass: fc.constantFrom(...CLASSES),
    byCommanderId: fc.constantFrom('max', 'lea'),
    reason: text,
  }),
  of('step.checkpoint', { ...stepRef, checkpointId: id, evidence: text, checkpoint: fc.constant({}) }),
  of('step.intend', { ...stepRef, key: id }),
  of('step.request', { ...stepRef, operationId: id, evidence: text, operation: fc.record({ output: text }) }),
  of('step.converge', { ...stepRef, evidence: text }),
  of('step.observe', { ...stepRef, healthy: fc.boolean(), evidence: text, red: fc.subarray(['health', 'login']) }),
  of('step.fail', { ...stepRef, code: fc.constantFrom('failed', 'timeout'), error: text, retryable: fc.boolean() }),
  of('run.settle_pause', claim),
  of('run.settle_abort', { ...claim, evidence: text }),
  of('run.finish', claim),
  of('step.end_hold', { runId, stepId }),
  of('step.retry', { runId, stepId }),
  of('step.skip', { runId, stepId, reason: text }),
  of('check.add', { check: fc.constantFrom({ ...health, id: 'extra' }, { ...login, id: 'extra' }) }),
  of('check.record', { checkId, verdict: fc.constantFrom(...VERDICTS), observed: text }),
  of('check.answer', { checkId, verdict: fc.constantFrom('pass', 'fail'), note: text }),
  of('check.waive', { checkId, reason: text }),
  of('fix.apply', { note: text }),
  of('window.restart', { cause: fc.constantFrom('gap', 'takeover'), detail: text }),
  of('verification.fail', { reason: text }),
  of('recovery.hold'),
  of('recovery.declare', { reason: text }),
  of('followup.open', { followUpId: id, kind: fc.constant('other'), text }),
  of('followup.assign', { followUpId: id, owner: fc.option(person), dueAt: fc.constant(null) }),
  of('followup.resolve', { followUpId: id, done: fc.boolean() }),
  of('followup.restore', { followUpId: id }),
  of('followup.record_restored', { followUpId: id, evidence: text }),
  of('followup.record_restore_failure', { followUpId: id, error: text }),
  of('followup.check', { followUpId: id }),
  of('followup.record_check', { followUpId: id, done: fc.boolean(), evidence: text }),
  of('reminder.raise', { reminder: fc.constantFrom(...REMINDERS), detail: text }),
  of('note.add', { text }),
  of('share.create', {
    shareId: id,
    expiresAt: fc.constantFrom('2026-02-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z'),
  }),
  of('share.revoke', { shareId: id }),
  of('postmortem.draft', { digest: id }),
  of('postmortem.save', { digest: id, version: fc.integer({ min: 0, max: 3 }) }),
  of('postmortem.classify', {
    cause: fc.constantFrom('code', null),
    tags: fc.subarray(['payments', 'Payments', 'eu']),
    beganAt: fc.constantFrom(null, '2026-02-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z'),
  }),
  of('postmortem.submit', { version: fc.integer({ min: 1, max: 3 }) }),
  of('postmortem.return', { reason: text }),
  of('postmortem.publish', { version: fc.integer({ min: 1, max: 3 }) }),
  of('postmortem.reopen', { reason: text }),
  of('text.redact', { redactedSeq: fc.integer({ min: -1, max: 50 }), reason: text }),
);

export const actors: fc.Arbitrary<Actor> = fc.oneof(
  { arbitrary: fc.constant(LEA), weight: 4 },
  { arbitrary: fc.constantFrom<Actor>(WORKER, SAMPLER, COURIER), weight: 4 },
  { arbitrary: fc.constantFrom<Actor>(MAX, ROB, VERA, ADA), weight: 3 },
);

/** What the outside may look like, in offsets from now so that time can move on. */
export interface Weather {
  waitMs: number;
  claim: { fence: number; leftMs: number } | null;
  sampled: { checkId: string; verdict: (typeof VERDICTS)[number]; ageMs: number; stoodMs: number }[];
  locked: boolean;
  frozen: boolean;
}

export const weathers: fc.Arbitrary<Weather> = fc.record({
  waitMs: fc.constantFrom(0, 1, 5_000, 60_000, 121_000),
  claim: fc.oneof(
    { arbitrary: fc.constant({ fence: 1, leftMs: 30_000 }), weight: 4 },
    {
      arbitrary: fc.constantFrom(
        null,
        { fence: 2, leftMs: 1 },
        { fence: 1, leftMs: -1 },
        { fence: 1, leftMs: -40_000 },
      ),
      weight: 2,
    },
  ),
  sampled: fc.uniqueArray(
    fc.record({
      checkId,
      verdict: fc.oneof({ arbitrary: fc.constant('pass' as const), weight: 4 }, fc.constantFrom(...VERDICTS)),
      ageMs: fc.constantFrom(0, 1_000, 10_000, 10_001, 500_000),
      stoodMs: fc.constantFrom(0, 60_000, 121_000, 1_000_000),
    }),
    { selector: (row) => row.checkId, maxLength: 3 },
  ),
  locked: fc.constantFrom(false, false, true),
  frozen: fc.constantFrom(false, false, false, true),
});

export function factsAt(nowMs: number, weather: Weather): Omit<Facts, 'now'> {
  const iso = (atMs: number) => new Date(atMs).toISOString();
  const { claim: held, sampled, locked, frozen } = weather;
  return {
    claim: held ? { fence: held.fence, expiresAt: iso(nowMs + held.leftMs) } : null,
    sampled: Object.fromEntries(
      sampled.map(({ checkId: row, verdict, ageMs, stoodMs }) => [
        row,
        { verdict, lastAt: iso(nowMs - ageMs), continuousSince: iso(nowMs - ageMs - stoodMs) },
      ]),
    ),
    holders: locked ? [{ resourceKey: 'git:shop', incidentId: 'other', incidentNumber: 7, runId: 'r' }] : [],
    freeze: frozen ? { until: '2026-03-02T00:00:00.000Z', reason: 'Sales.' } : null,
  };
}

/** Points a random command at what is there, so that it gets past "there is no such thing". */
export function aimed(command: Command, state: IncidentState): Command {
  const step = state.run?.steps.find(({ status }) => !['healthy', 'unhealthy', 'skipped'].includes(status));
  const known: Record<string, unknown> = {
    ...(command.type !== 'run.start' && command.type !== 'run.adopt' && { runId: state.run?.id }),
    stepId: step?.id,
    planId: state.plan?.id,
    hash: state.plan?.hash,
    ...(command.type.startsWith('message.record') && { messageId: state.messages.at(-1)?.id, channelId: 'ops' }),
    ...(command.type !== 'followup.open' && { followUpId: state.followUps.at(-1)?.id }),
  };
  const hits = Object.entries(known).filter(([key, value]) => key in command && value !== undefined);
  return { ...command, ...Object.fromEntries(hits) } as Command;
}
