import { z } from 'zod';
import { messageTemplatesSchema } from '@/lib/domain/message-template';

const name = z.string().trim().min(1).max(100);
const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const settings = z.record(z.string(), z.unknown());

const contactSchema = z.strictObject({
  role: name,
  name,
  phone: z.string().trim().min(1).max(50).optional(),
  email: z.email().max(200).optional(),
});

const linkSchema = z.strictObject({ name, url: z.url({ protocol: /^https?$/ }).max(2_000) });

const componentSchema = z.strictObject({ name, provider: name, config: settings });

const checkSchema = z.strictObject({
  name,
  kind: name,
  /** Required checks must hold before recovery; the others inform. */
  required: z.boolean().default(false),
  config: settings.default({}),
});

/** In order; those of an inner list go at the same time. */
export const stepsSchema = z.array(z.union([name, z.array(name).min(1)])).min(1);

const playbookSchema = z.strictObject({
  name,
  when: z.string().trim().max(500).default(''),
  expectMinutes: z
    .int()
    .min(1)
    .max(24 * 60),
  steps: stepsSchema,
});

/** One way of writing each instant, so that a file and what was stored from it compare equal: UTC, "2026-12-24T17:00:00Z". */
export const instantText = (at: Date): string => at.toISOString().replace('.000Z', 'Z');

/** ISO 8601 with a zone. */
export const instantSchema = z.iso.datetime({ offset: true }).transform((text) => instantText(new Date(text)));

const freezeSchema = z.strictObject({
  from: instantSchema,
  until: instantSchema,
  reason: z.string().trim().min(1).max(500),
});

/** How long the team may object to an urgent rollback before it starts. */
const objectionSchema = z.strictObject({ seconds: z.int().min(10).max(60) });

const stabilitySchema = z.strictObject({
  windowSeconds: z
    .int()
    .min(1)
    .max(24 * 3600),
  intervalSeconds: z.int().min(1).max(3600),
});

/** A channel's own settings stand beside its kind: `{ kind: webhook, url: … }`. */
const channelSchema = z.looseObject({ kind: name });

/** One service as the YAML holds it; `config` is looked into by the provider, check or channel that it is for. */
export const serviceDocumentSchema = z.strictObject({
  slug: z.string().max(63).regex(SLUG),
  name,
  environment: name,
  owner: name,
  contacts: z.array(contactSchema).default([]),
  links: z.array(linkSchema).default([]),
  channels: z.array(channelSchema).default([]),
  stability: stabilitySchema.default({ windowSeconds: 120, intervalSeconds: 5 }),
  objection: objectionSchema.optional(),
  /** Wording of its own for its messages; what is absent is worded by Repli. */
  messages: messageTemplatesSchema.optional(),
  freezes: z.array(freezeSchema).default([]),
  components: z.array(componentSchema).min(1),
  checks: z.array(checkSchema).default([]),
  playbooks: z.array(playbookSchema).default([]),
  /** No longer operated: out of the lists, and nobody can declare anything on it. */
  archived: z.boolean().optional(),
});
export type ServiceDocument = z.output<typeof serviceDocumentSchema>;

export const catalogueSchema = z.strictObject({ services: z.array(serviceDocumentSchema) });

/** The components of a playbook, wave after wave: those of one wave go at the same time. */
export function wavesOf(steps: z.output<typeof stepsSchema>): string[][] {
  return steps.map((step) => (typeof step === 'string' ? [step] : step));
}

/** A channel's settings without its kind. */
export function channelConfig({
  kind: _kind,
  ...config
}: ServiceDocument['channels'][number]): Record<string, unknown> {
  return config;
}
