import { z } from 'zod';
import { messageTemplatesSchema } from './message-template';
import { CLASSES, DOUBTS, ESTIMATE_SOURCES, STEP_ACTIONS, VERDICTS } from './words';

export const personSchema = z.object({ id: z.string(), name: z.string() });
export type Person = z.infer<typeof personSchema>;

/** Who caused an event: a signed-in person, or a part of Repli. */
export const actorSchema = z.discriminatedUnion('kind', [
  personSchema.extend({ kind: z.literal('person'), role: z.enum(['viewer', 'responder', 'commander', 'admin']) }),
  z.object({ kind: z.literal('system'), name: z.enum(['worker', 'sampler', 'scheduler', 'courier']) }),
]);
export type Actor = z.infer<typeof actorSchema>;

/** Budgets and classes are settings; an incident keeps the ones that it was declared under. */
export const settingsSchema = z.object({
  phaseBudgetMs: z.object({
    evaluation: z.number(),
    communication: z.number(),
    execution: z.number(),
    verification: z.number(),
  }),
  classDeadlineMs: z.object({ urgent: z.number(), planned: z.number(), preventive: z.number() }),
  stability: z.object({ windowMs: z.number(), intervalMs: z.number() }),
  /** How long the team may object to an urgent rollback before it starts; absent where nobody is asked. */
  objectionMs: z.number().optional(),
});
export type Settings = z.infer<typeof settingsSchema>;

export const DEFAULT_SETTINGS: Settings = {
  phaseBudgetMs: { evaluation: 120_000, communication: 60_000, execution: 300_000, verification: 300_000 },
  classDeadlineMs: { urgent: 15 * 60_000, planned: 60 * 60_000, preventive: 4 * 60 * 60_000 },
  stability: { windowMs: 120_000, intervalMs: 5_000 },
};

/** A row of the verification table, as data: how to ask lives in the catalogue (`config` by id), never here. */
export const checkFactSchema = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.string(),
  required: z.boolean(),
  manual: z.boolean(),
  command: z.string(),
  expected: z.string(),
  /** Verdict before the fault, where known: red before the incident may be waived. */
  baseline: z.enum(VERDICTS).optional(),
});
export type CheckFact = z.infer<typeof checkFactSchema>;

/** An ordered selection of components; those of one wave are put back at the same time. */
export const playbookFactSchema = z.object({
  name: z.string(),
  when: z.string(),
  expectMs: z.number(),
  /** Component ids, wave after wave. */
  waves: z.array(z.array(z.string())),
});
export type PlaybookFact = z.infer<typeof playbookFactSchema>;

export const serviceFactSchema = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  environment: z.string(),
  owner: z.string(),
  components: z.array(z.object({ id: z.string(), name: z.string(), provider: z.string() })),
  checks: z.array(checkFactSchema),
  channels: z.array(z.object({ id: z.string(), kind: z.string(), label: z.string() })),
  playbooks: z.array(playbookFactSchema).optional(),
  /** The team's own wording of its messages. */
  messages: messageTemplatesSchema.optional(),
});
export type ServiceFact = z.infer<typeof serviceFactSchema>;

export const revisionRefSchema = z.object({ id: z.string(), label: z.string(), summary: z.string() });
export type RevisionRef = z.infer<typeof revisionRefSchema>;

/** What the translation of a code is filled with. */
export const paramsSchema = z.record(z.string(), z.union([z.string(), z.number()]));
export type Params = z.infer<typeof paramsSchema>;

const noticeSchema = z.object({ code: z.string(), text: z.string(), params: paramsSchema.optional() });

/** One step of a plan. Commands and diff are in the plan document (read by `documentDigest`), so that a shared page never holds them. */
export const planStepSchema = z.object({
  id: z.string(),
  componentId: z.string(),
  componentName: z.string(),
  provider: z.string(),
  resourceKey: z.string(),
  from: revisionRefSchema,
  to: revisionRefSchema,
  /** What will change, in the provider's own words, and the code of their translation. */
  summary: z.string(),
  summaryCode: z.string().optional(),
  summaryParams: paramsSchema.optional(),
  doubts: z.array(z.enum(DOUBTS)),
  warnings: z.array(noticeSchema),
  losses: z.array(noticeSchema),
  followUps: z.array(
    z.object({
      kind: z.string(),
      text: z.string(),
      /** Absent in what an earlier version wrote. */
      code: z.string().optional(),
      params: paramsSchema.optional(),
      /** One press does it, from this step's checkpoint. */
      restores: z.boolean().optional(),
      /** The provider can be asked whether somebody has done it. */
      verifiable: z.boolean().optional(),
    }),
  ),
  touchesData: z.boolean(),
  /** It does not bring the component to the target: its revisions are states of an automation, of what the component runs, or a part of the way. */
  action: z.enum(STEP_ACTIONS).optional(),
  /** How long it is looked at before the next wave begins: a check that turns red meanwhile pauses the run. */
  holdMs: z.number().int().optional(),
  /** The step of the same plan that it takes back, from its checkpoint. */
  bringsBack: z.string().optional(),
  /** Writers stand still meanwhile: no check says anything of it. */
  whileStopped: z.boolean().optional(),
  /** Steps of one wave run at the same time, waves one after the other; absent: a wave of its own, in order. */
  wave: z.number().int().optional(),
  /** The median, and what nine of ten stay below where history tells. */
  estimateMs: z.number().optional(),
  estimateP90Ms: z.number().optional(),
  estimateFrom: z.enum(ESTIMATE_SOURCES).optional(),
  /** What its target takes from earlier steps, by the placeholders in the target's id. */
  inputs: z
    .array(z.object({ stepId: z.string(), componentId: z.string(), componentName: z.string(), output: z.string() }))
    .optional(),
  /** The step of an ended run that this one takes back, from its checkpoint. */
  undoOf: z.object({ runId: z.string(), stepId: z.string() }).optional(),
});
export type PlanStep = z.infer<typeof planStepSchema>;

export const planSchema = z.object({
  id: z.string(),
  /** SHA-256 over targets, write steps and losses (not "from" values or estimates): what approval binds to. */
  hash: z.string(),
  documentDigest: z.string(),
  steps: z.array(planStepSchema).min(1),
  playbook: z.object({ name: z.string(), expectMs: z.number() }).optional(),
  /** Steps that suspend an automation and that somebody left out. */
  leftOut: z
    .array(z.object({ resourceKey: z.string(), componentName: z.string(), label: z.string(), reason: z.string() }))
    .optional(),
  /** What can be stopped before the data goes back, and whether it is. Absent where no step touches data. */
  writers: z.array(z.object({ componentId: z.string(), componentName: z.string(), stopped: z.boolean() })).optional(),
  /** ISO 8601, when the provider was asked. */
  readAt: z.string(),
});
export type Plan = z.infer<typeof planSchema>;

/** Who holds a real thing that this run wants (rule 6). */
export const lockHolderSchema = z.object({
  resourceKey: z.string(),
  incidentId: z.string(),
  incidentNumber: z.number(),
  runId: z.string(),
});
export type LockHolder = z.infer<typeof lockHolderSchema>;

export const classSchema = z.enum(CLASSES);
