import type { FieldShape, FormField } from '@/lib/domain/form';
import { alternativesOf, discriminatorOf, type JsonSchema } from './json-schema';
import type { Place, SettingWords } from './words';

/** Texts longer than this get several lines. */
const LONG_TEXT = 1_000;
/** Names of settings whose text has several lines, however short the schema allows it to be. */
const LONG_NAMES = new Set(['instruction', 'query', 'pattern', 'reason', 'when', 'knownHosts']);

/** The fields of an object's schema: what is required first, then what has a value by itself. */
export function fieldsOf(schema: JsonSchema, place: Place, words: SettingWords): FormField[] {
  const required = new Set(schema.required);
  const names = Object.keys(schema.properties ?? {});
  const inOrder = [...names.filter((name) => required.has(name)), ...names.filter((name) => !required.has(name))];
  return inOrder.map((name) => {
    const property = schema.properties?.[name] ?? {};
    return fieldOf(name, property, required.has(name), { ...place, path: [...place.path, name] }, words);
  });
}

function fieldOf(name: string, schema: JsonSchema, required: boolean, place: Place, words: SettingWords): FormField {
  const help = words.help(place);
  const fallback = fallbackText(schema.default, place, words);
  return {
    name,
    label: words.label(place),
    ...(help === undefined ? {} : { help }),
    required,
    ...(fallback === undefined ? {} : { fallback }),
    shape: shapeOf(schema, place, words),
  };
}

/** How one setting is filled in. What no form of ours fits is written as JSON. */
export function shapeOf(schema: JsonSchema, place: Place, words: SettingWords): FieldShape {
  const alternatives = alternativesOf(schema);
  if (alternatives.length > 0) return alternativeShape(alternatives, place, words);
  if (schema.enum)
    return {
      kind: 'choice',
      options: schema.enum.map(String).map((value) => ({ value, label: words.option(place, value) })),
    };
  switch (schema.type) {
    case 'string':
      return textShape(schema, place);
    case 'number':
    case 'integer':
      return { kind: 'number' };
    case 'boolean':
      return { kind: 'flag' };
    case 'array':
      return { kind: 'list', item: shapeOf(schema.items ?? {}, place, words) };
    case 'object':
      return objectShape(schema, place, words);
    default:
      return { kind: 'value', long: false };
  }
}

function textShape({ format, maxLength = 0 }: JsonSchema, place: Place): FieldShape {
  if (format === 'date-time') return { kind: 'instant' };
  if (format === 'reference') return { kind: 'text', format: 'reference' };
  if (format === 'email') return { kind: 'text', format };
  if (format === 'uri') return { kind: 'text', format: 'url' };
  const long = LONG_NAMES.has(place.path.at(-1) ?? '') || maxLength > LONG_TEXT * 10;
  return { kind: 'text', format: long ? 'long' : 'plain' };
}

function objectShape(schema: JsonSchema, place: Place, words: SettingWords): FieldShape {
  if (schema.properties) return { kind: 'group', fields: fieldsOf(schema, place, words) };
  const values = schema.additionalProperties;
  return typeof values === 'object' && values.type === 'string' ? { kind: 'map' } : { kind: 'value', long: true };
}

function alternativeShape(alternatives: JsonSchema[], place: Place, words: SettingWords): FieldShape {
  const key = discriminatorOf(alternatives);
  if (key === undefined) {
    const long = alternatives.some(({ type }) => type === 'object');
    return { kind: 'value', long };
  }
  const options = alternatives.map((alternative) => {
    const value = String(alternative.properties?.[key]?.const ?? '');
    const fields = fieldsOf(alternative, place, words).filter(({ name }) => name !== key);
    return { value, label: words.option({ ...place, path: [...place.path, key] }, value), fields };
  });
  return { kind: 'variant', key, options };
}

/** What counts where nothing is written, where that can be said in a word. */
function fallbackText(value: unknown, place: Place, words: SettingWords): string | undefined {
  if (typeof value === 'string') return words.option(place, value);
  return typeof value === 'number' ? String(value) : undefined;
}
