import { z } from 'zod';
import {
  checkFactSchema,
  classSchema,
  personSchema,
  planSchema,
  revisionRefSchema,
  serviceFactSchema,
  settingsSchema,
} from './facts';
import {
  ANSWERS,
  BREAK_GLASS_RULES,
  CAUSES,
  CHECKLIST_ITEMS,
  DECISIONS,
  LOCALES,
  MESSAGE_KINDS,
  QUESTIONS,
  REMINDERS,
  SYMPTOMS,
  VERDICTS,
} from './words';

const id = z.string().min(1).max(200);
const text = (max: number) => z.string().trim().max(max);
const reason = text(2_000).min(1);
const command = <T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.object({ type: z.literal(type), ...shape });
const target = z.object({ componentId: id, revision: revisionRefSchema });
const claim = { runId: id, fence: z.number().int() };
const step = { ...claim, stepId: id };
const glass = z.array(z.object({ rule: z.enum(BREAK_GLASS_RULES), reason }));

/** Everything that people and Repli's own workers can ask of an incident. Ids are made by the caller: `decide` is pure. */
export const commandSchema = z.discriminatedUnion('type', [
  command('incident.declare', {
    number: z.number().int(),
    title: text(200).min(1),
    service: serviceFactSchema,
    class: classSchema,
    drill: z.boolean(),
    symptoms: z.array(z.enum(SYMPTOMS)),
    settings: settingsSchema,
  }),
  command('incident.reclassify', { class: classSchema, reason }),
  command('incident.close', {}),
  command('command.hand_over', { to: personSchema, reason: text(2_000) }),
  command('question.answer', { question: z.enum(QUESTIONS), answer: z.enum(ANSWERS), note: text(2_000) }),
  command('checklist.tick', { item: z.enum(CHECKLIST_ITEMS), done: z.boolean() }),
  command('decision.take', { decision: z.enum(DECISIONS), reason: text(2_000), target: target.optional() }),
  command('plan.record', { plan: planSchema }),
  command('plan.acknowledge', { planId: id, hash: z.string() }),
  command('plan.approve', { planId: id, hash: z.string() }),
  command('message.send', {
    messageId: id,
    kind: z.enum(MESSAGE_KINDS),
    locale: z.enum(LOCALES),
    body: text(10_000).min(1),
  }),
  command('message.mark_sent', {
    messageId: id,
    kind: z.enum(MESSAGE_KINDS),
    locale: z.enum(LOCALES),
    body: text(10_000).min(1),
    where: text(200).min(1),
  }),
  command('message.record_delivery', {
    messageId: id,
    channelId: id,
    evidence: text(500),
    thread: text(200).min(1).optional(),
  }),
  command('message.record_failure', { messageId: id, channelId: id, error: text(500), final: z.boolean() }),
  /** Asks the team before an urgent run, where the service wants it: the run may start once `settings.objectionMs` went by. */
  command('objection.open', { planId: id, hash: z.string() }),
  command('objection.raise', { hash: z.string(), reason }),
  /** `current`: what each component is on, read just now (rule 5); `planId` and `hash` say what the commander saw. */
  command('run.start', {
    runId: id,
    planId: id,
    hash: z.string(),
    glass,
    current: z.record(z.string(), z.string()),
    readAt: z.string(),
  }),
  command('run.adopt', { runId: id, target, reason }),
  command('run.pause', { runId: id }),
  command('run.resume', { runId: id }),
  command('run.abort', { runId: id, reason }),
  /** On the incident that holds the lock, asked by the commander of the urgent incident `byIncidentId`. */
  command('run.release', { runId: id, byIncidentId: id, byClass: classSchema, byCommanderId: id, reason }),
  command('step.checkpoint', {
    ...step,
    checkpointId: z.string(),
    evidence: text(2_000),
    checkpoint: z.record(z.string(), z.unknown()),
  }),
  command('step.intend', { ...step, key: z.string() }),
  command('step.request', {
    ...step,
    operationId: z.string(),
    evidence: text(2_000),
    operation: z.record(z.string(), z.unknown()),
  }),
  command('step.converge', { ...step, evidence: text(2_000) }),
  /** `red`: the checks that were red in look after look. */
  command('step.observe', { ...step, healthy: z.boolean(), evidence: text(2_000), red: z.array(id).optional() }),
  command('step.fail', { ...step, code: z.string(), error: text(2_000), retryable: z.boolean() }),
  command('run.settle_pause', { ...claim }),
  command('run.settle_abort', { ...claim, evidence: text(2_000) }),
  command('run.finish', { ...claim }),
  command('step.end_hold', { runId: id, stepId: id }),
  command('step.retry', { runId: id, stepId: id }),
  command('step.skip', { runId: id, stepId: id, reason }),
  command('check.add', { check: checkFactSchema }),
  /** From the sampler: a change of verdict. */
  command('check.record', { checkId: id, verdict: z.enum(VERDICTS), observed: text(500) }),
  command('check.answer', { checkId: id, verdict: z.enum(['pass', 'fail']), note: text(2_000) }),
  command('check.waive', { checkId: id, reason }),
  command('fix.apply', { note: text(2_000) }),
  command('window.restart', { cause: z.enum(['gap', 'takeover']), detail: text(500) }),
  command('verification.fail', { reason }),
  /** From the sampler, on every round: answers `nothing_to_do` until the window has held. */
  command('recovery.hold', {}),
  command('recovery.declare', { reason }),
  command('followup.open', { followUpId: id, kind: z.string(), text: text(500).min(1) }),
  command('followup.assign', { followUpId: id, owner: personSchema.nullable(), dueAt: z.string().nullable() }),
  command('followup.resolve', { followUpId: id, done: z.boolean() }),
  command('followup.restore', { followUpId: id }),
  command('followup.record_restored', { followUpId: id, evidence: text(2_000) }),
  command('followup.record_restore_failure', { followUpId: id, error: text(2_000) }),
  command('followup.check', { followUpId: id }),
  command('followup.record_check', { followUpId: id, done: z.boolean(), evidence: text(2_000) }),
  command('reminder.raise', { reminder: z.enum(REMINDERS), detail: text(500) }),
  command('note.add', { text: text(10_000).min(1) }),
  command('share.create', { shareId: id, expiresAt: z.string() }),
  command('share.revoke', { shareId: id }),
  command('postmortem.draft', { digest: z.string() }),
  command('postmortem.save', { digest: z.string(), version: z.number().int() }),
  command('postmortem.classify', {
    cause: z.enum(CAUSES).nullable(),
    tags: z.array(text(40).min(1)).max(12),
    beganAt: z.string().nullable(),
  }),
  /** `version`: the text that the person read. */
  command('postmortem.submit', { version: z.number().int() }),
  command('postmortem.return', { reason }),
  command('postmortem.publish', { version: z.number().int() }),
  command('postmortem.reopen', { reason }),
  command('text.redact', { redactedSeq: z.number().int(), reason }),
]);
export type Command = z.infer<typeof commandSchema>;
export type CommandType = Command['type'];
