import { z } from 'zod';
import { unknownFields } from './fill-template';
import type { LOCALES, MESSAGE_KINDS } from './words';

const MAX_CHARACTERS = 20_000;

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
