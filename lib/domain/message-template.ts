import { z } from 'zod';
import { oneLine } from './one-line';
import type { LOCALES, MESSAGE_KINDS } from './words';

/** What a template may name in `{{…}}`: the title and the fields of the procedures. */
export const TEMPLATE_FIELDS = [
  'title',
  'incident',
  'service',
  'status',
  'reason',
  'impact',
  'eta',
  'duration',
  'version',
  'services',
  'next',
  'link',
] as const;
export type TemplateField = (typeof TEMPLATE_FIELDS)[number];
export type TemplateValues = Record<TemplateField, string>;

const MAX_CHARACTERS = 20_000;
const PLACEHOLDER = /\{\{([^{}]*)\}\}/g;

/** Markdown of a team's own, with `{{status}}` and the like. */
const templateSchema = z
  .string()
  .trim()
  .min(1)
  .max(MAX_CHARACTERS)
  .refine((text) => unknownFields(text).length === 0, { error: 'names a field that no message has' });

/** By language and kind; what is absent is worded by Repli. */
const kindsSchema = z.strictObject({
  start: templateSchema.optional(),
  update: templateSchema.optional(),
  end: templateSchema.optional(),
} satisfies Record<(typeof MESSAGE_KINDS)[number], z.ZodType>);
export const messageTemplatesSchema = z.strictObject({
  en: kindsSchema.optional(),
  fr: kindsSchema.optional(),
} satisfies Record<(typeof LOCALES)[number], z.ZodType>);

/** Names in `{{…}}` that no message has. */
function unknownFields(text: string): string[] {
  const known: readonly string[] = TEMPLATE_FIELDS;
  return [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name.trim()).filter((name) => !known.includes(name));
}

/** The template with its fields filled, each on one line; what it names and a message has not stays empty. */
export function fillTemplate(template: string, values: TemplateValues): string {
  const filled = template.replace(PLACEHOLDER, (_, name: string) => {
    const field = TEMPLATE_FIELDS.find((known) => known === name.trim());
    return field ? oneLine(values[field]) : '';
  });
  return `${filled.trimEnd()}\n`;
}
