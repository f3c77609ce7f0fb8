import { z } from 'zod';
import { headerFields } from '@/lib/net/header-fields';
import { parseReference } from '@/lib/net/reference';
import { reference } from '../fields';
import { isPostable } from '../secrets';
import { ADDRESS_FIELDS, FIELDS, filledAddress, type Json, unknownNames, type Values } from './fields';

const NO_VALUES = Object.fromEntries(FIELDS.map((name) => [name, 'x'])) as Values;

const body = z.record(z.string(), z.json()).superRefine((value, context) => {
  for (const name of unknownNames(textsOf(value).join('\n'), FIELDS))
    context.addIssue({ code: 'custom', message: `{{${name}}} is not known: ${FIELDS.join(', ')}` });
});

const filledUrl = z
  .string()
  .max(2_000)
  .superRefine((value, context) => {
    if (parseReference(value)?.prefix === '') return;
    if (!isPostable(filledAddress(value, NO_VALUES)) || /\{\{/.test(value.split('/').slice(0, 3).join('/')))
      context.addIssue({
        code: 'custom',
        message:
          'an address that starts with http:// or https://, without a password or {{…}} in its host, or env:NAME',
      });
    for (const name of unknownNames(value, ADDRESS_FIELDS))
      context.addIssue({ code: 'custom', message: `{{${name}}} is not known here: ${ADDRESS_FIELDS.join(', ')}` });
  });

const method = z.enum(['POST', 'PUT', 'PATCH']);
const state = z.string().trim().min(1).max(100);

export const templateConfigSchema = z
  .strictObject({
    method: method.default('POST'),
    /** An address with `{{…}}` in its path or query, or a reference to one that is itself a secret. */
    url: filledUrl,
    /** Sent with every request. Values may be references: `OAuth env:NAME`. */
    headers: headerFields.default({}),
    /** Sent as JSON. Its texts may hold `{{…}}`; the names are in `fields.ts`. */
    body,
    /** What `{{state}}` is in each kind of message; the kind itself unless told. */
    states: z.strictObject({ start: state, update: state, end: state }).optional(),
    /** Where in the JSON reply the id stands that `{{thread}}` is in later messages: `id`, `data.id`. */
    thread: z.string().min(1).max(200).optional(),
    /** What is sent once that id is known, such as an update of the same entry. */
    next: z.strictObject({ method: method.default('PATCH'), url: filledUrl, body }).optional(),
    /** Reference to a PEM certificate to trust. */
    ca: reference.optional(),
  })
  .refine(({ thread, next }) => (thread === undefined) === (next === undefined), {
    error: 'thread says where the id comes from and next what is done with it: both or neither',
    path: ['thread'],
  });
export type TemplateConfig = z.output<typeof templateConfigSchema>;

function textsOf(value: Json): string[] {
  if (typeof value === 'string') return [value];
  if (value === null || typeof value !== 'object') return [];
  return Object.values(value).flatMap(textsOf);
}
