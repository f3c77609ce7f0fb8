import { z } from 'zod';
import {
  type actorSchema,
  checkFactSchema,
  classSchema,
  paramsSchema,
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
  PAUSE_CAUSES,
  QUESTIONS,
  REMINDERS,
  SYMPTOMS,
  VERDICTS,
} from './words';

const id = z.string().min(1);
const iso = z.string();
const event = <T extends string, S extends z.ZodRawShape>(type: T, data: S) =>
  z.object({ type: z.literal(type), data: z.object(data) });
const stepRef = { runId: id, stepId: id };
const target = z.object({ componentId: id, revision: revisionRefSchema });

/**
 * Everything that can happen to an incident, in the past tense. Old shapes are upcast in `upcast.ts`;
 * an unknown type is ignored by `evolve`. Values under a key of FREE_TEXT_KEYS can be redacted.
 */
export const eventBodySchema = z.discriminatedUnion('type', [
  event('incident.declared', {
    number: z.number().int(),
    title: z.string(),
    service: serviceFactSchema,
    class: classSchema,
    drill: z.boolean(),
    symptoms: z.array(z.enum(SYMPTOMS)),
    settings: settingsSchema,
    commander: personSchema,
  }),
  event('incident.reclassified', { class: classSchema, reason: z.string() }),
  event('incident.closed', { outcome: z.enum(['recovered', 'fixed_forward', 'frozen', 'stood_down']) }),
  event('command.handed_over', { to: personSchema, reason: z.string() }),
  event('question.answered', { question: z.enum(QUESTIONS), answer: z.enum(ANSWERS), note: z.string() }),
  event('checklist.ticked', { item: z.enum(CHECKLIST_ITEMS), done: z.boolean() }),
  event('decision.taken', { decision: z.enum(DECISIONS), reason: z.string(), target: target.optional() }),
  event('plan.prepared', { plan: planSchema }),
  event('plan.acknowledged', { planId: id, hash: z.string() }),
  event('plan.approved', { planId: id, hash: z.string() }),
  event('message.queued', {
    messageId: id,
    kind: z.enum(MESSAGE_KINDS),
    locale: z.enum(LOCALES),
    body: z.string(),
    channels: z.array(z.object({ id, label: z.string() })),
  }),
  event('message.marked_sent', {
    messageId: id,
    kind: z.enum(MESSAGE_KINDS),
    locale: z.enum(LOCALES),
    body: z.string(),
    where: z.string(),
  }),
  /** `thread`: what the receiver wants later messages of the incident to belong to. */
  event('message.delivered', { messageId: id, channelId: id, evidence: z.string(), thread: z.string().optional() }),
  event('message.failed', { messageId: id, channelId: id, error: z.string(), final: z.boolean() }),
  event('glass.broken', { rule: z.enum(BREAK_GLASS_RULES), reason: z.string() }),
  event('freeze.passed', { until: iso, reason: z.string() }),
  event('objection.opened', { planId: id, hash: z.string(), until: iso }),
  event('objection.raised', { reason: z.string() }),
  event('run.started', { runId: id, planId: id, hash: z.string() }),
  event('run.adopted', { runId: id, target, reason: z.string() }),
  /** Without a cause: a person asked. */
  event('run.pause_requested', { runId: id, cause: z.enum(PAUSE_CAUSES).optional(), detail: z.string().optional() }),
  event('run.paused', { runId: id, cause: z.enum(PAUSE_CAUSES), detail: z.string() }),
  event('run.resumed', { runId: id }),
  event('run.abort_requested', { runId: id, reason: z.string() }),
  event('run.aborted', { runId: id, reason: z.string() }),
  event('run.taken_over', { runId: id, byIncidentId: id, reason: z.string() }),
  event('run.finished', { runId: id }),
  event('step.checkpointed', {
    ...stepRef,
    checkpointId: z.string(),
    evidence: z.string(),
    checkpoint: z.record(z.string(), z.unknown()),
  }),
  /** `green`: the checks that passed just before the write. */
  event('step.intended', { ...stepRef, key: z.string(), green: z.array(id).optional() }),
  event('step.requested', {
    ...stepRef,
    operationId: z.string(),
    evidence: z.string(),
    operation: z.record(z.string(), z.unknown()),
  }),
  event('step.converged', { ...stepRef, evidence: z.string() }),
  event('step.observed', { ...stepRef, healthy: z.boolean(), evidence: z.string() }),
  /** Somebody would not wait for the end of the time that a canary is held. */
  event('step.hold_ended', { ...stepRef }),
  event('step.failed', { ...stepRef, code: z.string(), error: z.string(), retryable: z.boolean() }),
  event('step.retried', { ...stepRef }),
  event('step.skipped', { ...stepRef, reason: z.string() }),
  /** A step of an ended run was taken back by a step of a later one. */
  event('step.undone', { ...stepRef, byRunId: id, byStepId: id }),
  event('check.added', { check: checkFactSchema }),
  event('check.changed', { checkId: id, verdict: z.enum(VERDICTS), observed: z.string(), previous: z.enum(VERDICTS) }),
  event('check.answered', { checkId: id, verdict: z.enum(['pass', 'fail']), note: z.string() }),
  event('check.waived', { checkId: id, reason: z.string() }),
  event('fix.applied', { note: z.string() }),
  event('window.restarted', { cause: z.enum(['check', 'gap', 'takeover']), detail: z.string() }),
  event('verification.failed', { reason: z.string() }),
  event('recovery.held', { windowMs: z.number() }),
  event('recovery.declared', { reason: z.string() }),
  /** `restores`: the step from whose checkpoint one press does it. `step`: whose provider can say whether it was done. */
  event('followup.opened', {
    followUpId: id,
    kind: z.string(),
    text: z.string(),
    /** Its translation, as `<provider>:<code>`, where a provider asks for it. */
    code: z.string().optional(),
    params: paramsSchema.optional(),
    restores: z.object(stepRef).optional(),
    step: z.object(stepRef).optional(),
  }),
  event('followup.assigned', { followUpId: id, owner: personSchema.nullable(), dueAt: iso.nullable() }),
  event('followup.resolved', { followUpId: id, done: z.boolean() }),
  event('followup.restore_requested', { followUpId: id }),
  event('followup.restored', { followUpId: id, evidence: z.string() }),
  event('followup.restore_failed', { followUpId: id, error: z.string() }),
  event('followup.check_requested', { followUpId: id }),
  /** The platform was looked at: `done` outside of Repli, or not yet. */
  event('followup.checked', { followUpId: id, done: z.boolean(), evidence: z.string() }),
  event('reminder.raised', { reminder: z.enum(REMINDERS), detail: z.string() }),
  event('note.added', { text: z.string() }),
  event('share.created', { shareId: id, expiresAt: iso }),
  event('share.revoked', { shareId: id }),
  event('postmortem.drafted', { digest: z.string() }),
  event('postmortem.saved', { digest: z.string(), version: z.number().int() }),
  /** What it was about, for finding it again and for counting. */
  event('postmortem.classified', {
    cause: z.enum(CAUSES).nullable(),
    tags: z.array(z.object({ text: z.string() })),
    /** When the fault began, where somebody found out. */
    beganAt: iso.nullable(),
  }),
  event('postmortem.submitted', { version: z.number().int() }),
  event('postmortem.returned', { reason: z.string() }),
  event('postmortem.published', { version: z.number().int() }),
  event('postmortem.reopened', { reason: z.string() }),
  event('text.redacted', { redactedSeq: z.number().int(), reason: z.string() }),
]);
export type EventBody = z.infer<typeof eventBodySchema>;
export type EventType = EventBody['type'];

/** An event as it is stored and streamed. `at` is database time, ISO 8601 with milliseconds, never decreasing within an incident. */
export type IncidentEvent = EventBody & {
  incidentId: string;
  /** 1, 2, 3… without gaps. */
  seq: number;
  at: string;
  actor: z.infer<typeof actorSchema>;
};

/** Text typed by people: stored beside the event, whose bytes hold its salted digest, so that an admin can redact it. */
export const FREE_TEXT_KEYS: ReadonlySet<string> = new Set(['title', 'text', 'note', 'reason', 'body', 'where']);

/** Stands where a text was before an admin redacted it. */
export const REDACTED = '[redacted]';
