import type { OutgoingMessage } from '../contract';
import { blocksOf, headline, plainText } from '../markdown';

/** Whatever stands in `{{…}}`, so that a mistyped one is found. */
const PLACEHOLDER = /\{\{([^{}]*)\}\}/g;
const WHOLE = /^\{\{([^{}]*)\}\}$/;

/** What a template can be filled with. */
export const FIELDS = [
  'id',
  'kind',
  'locale',
  'state',
  'service',
  'headline',
  'body',
  'text',
  'incident.id',
  'incident.number',
  'incident.title',
  'incident.url',
  'thread',
] as const;
type Field = (typeof FIELDS)[number];
/** Those that no person writes, and that are a path's part as they are. */
export const ADDRESS_FIELDS = ['id', 'kind', 'locale', 'state', 'incident.id', 'incident.number', 'thread'] as const;

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type Values = Record<Field, string | number>;

/** The message's values. `body` is Markdown, `text` the same without mark-up. */
export function valuesOf(message: OutgoingMessage, state: string, thread: string): Values {
  const { id, kind, locale, service, body, incident } = message;
  return {
    id,
    kind,
    locale,
    state,
    service,
    headline: headline(body),
    body,
    text: blocksOf(body).map(textOf).join('\n\n'),
    'incident.id': incident.id,
    'incident.number': incident.number,
    'incident.title': incident.title,
    'incident.url': incident.url,
    thread,
  };
}

/** The names in `{{…}}` that are not among `known`. */
export function unknownNames(text: string, known: readonly string[]): string[] {
  return [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name.trim()).filter((name) => !known.includes(name));
}

/**
 * A JSON value with its texts filled. Values never become structure: they are put into texts that are written as JSON
 * afterwards, once, and what they hold is not read again. A text that is one placeholder alone keeps a number a number.
 */
export function filled(template: Json, values: Values): Json {
  if (typeof template === 'string') return filledText(template, values);
  if (Array.isArray(template)) return template.map((item) => filled(item, values));
  if (template === null || typeof template !== 'object') return template;
  return Object.fromEntries(Object.entries(template).map(([key, item]) => [key, filled(item, values)]));
}

/** An address with its placeholders filled, percent-encoded. */
export function filledAddress(template: string, values: Values): string {
  return template.replace(PLACEHOLDER, (_all, name: string) => encodeURIComponent(fieldValue(name, values)));
}

function filledText(template: string, values: Values): string | number {
  const alone = WHOLE.exec(template)?.[1];
  if (alone !== undefined) return fieldValue(alone, values);
  return template.replace(PLACEHOLDER, (_all, name: string) => String(fieldValue(name, values)));
}

const fieldValue = (name: string, values: Values): string | number => values[name.trim() as Field] ?? '';

function textOf({ node }: ReturnType<typeof blocksOf>[number]): string {
  if (node.type !== 'list') return plainText(node);
  return node.children.map((item) => `- ${plainText(item)}`).join('\n');
}
