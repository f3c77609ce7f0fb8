import type { FormObject, FormValue } from '@/lib/domain/form';

export const asObject = (value: FormValue | undefined): FormObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};

export const asList = (value: FormValue | undefined): FormValue[] => (Array.isArray(value) ? value : []);

export const asText = (value: FormValue | undefined): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

/** The object with one setting changed; `undefined` takes it out. */
export function withKey(object: FormObject, key: string, value: FormValue | undefined): FormObject {
  const { [key]: _old, ...rest } = object;
  if (value === undefined) return rest;
  return key in object ? { ...object, [key]: value } : { ...rest, [key]: value };
}

export const withItem = (list: readonly FormValue[], index: number, value: FormValue): FormValue[] =>
  list.map((item, place) => (place === index ? value : item));

export const withoutItem = (list: readonly FormValue[], index: number): FormValue[] =>
  list.filter((_, place) => place !== index);

/** The list with an item one place further up. */
export function movedUp(list: readonly FormValue[], index: number): FormValue[] {
  const item = list[index];
  if (index < 1 || item === undefined) return [...list];
  const others = withoutItem(list, index);
  return [...others.slice(0, index - 1), item, ...others.slice(index - 1)];
}

/** What a person typed where JSON may stand: `200` is a number, `[1, 2]` a list, anything that is no JSON a text. */
export function parseValue(text: string): FormValue | undefined {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text) as FormValue;
  } catch {
    return text;
  }
}

/** The text that reads back as the value. */
export function valueText(value: FormValue | undefined): string {
  if (value === undefined) return '';
  if (typeof value !== 'string') return JSON.stringify(value, null, Array.isArray(value) ? undefined : 2);
  return parseValue(value) === value ? value : JSON.stringify(value);
}

/** ISO 8601 as `<input type="datetime-local">` has it, in the reader's own zone. */
export function localInstant(iso: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return '';
  const pad = (part: number) => String(part).padStart(2, '0');
  return `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}T${pad(at.getHours())}:${pad(at.getMinutes())}`;
}
