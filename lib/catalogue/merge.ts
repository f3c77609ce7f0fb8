import { isDeepStrictEqual } from 'node:util';
import { type FormObject, type FormValue, ITEM_ID } from '@/lib/domain/form';

/**
 * What an editor made of `base`, brought onto what was stored meanwhile: what they did not touch is what is stored,
 * what they touched is theirs. Items of lists are known by their ids. Nothing is saved by this: the editor reads it over.
 */
export function mergeDrafts(base: FormObject, mine: FormObject, stored: FormObject): FormObject {
  return objectOf([...new Set([...Object.keys(stored), ...Object.keys(mine)])], (key) =>
    mergeValue(base[key], mine[key], stored[key]),
  );
}

function mergeValue(
  base: FormValue | undefined,
  mine: FormValue | undefined,
  stored: FormValue | undefined,
): FormValue | undefined {
  if (isDeepStrictEqual(base, mine)) return stored;
  if (isDeepStrictEqual(base, stored)) return mine;
  if (isObject(base) && isObject(mine) && isObject(stored)) return mergeDrafts(base, mine, stored);
  if (isItemList(base) && isItemList(mine) && isItemList(stored)) return mergeItems(base, mine, stored);
  return mine;
}

/** In the editor's order; what somebody else added comes last, what either removed untouched is gone. */
function mergeItems(base: FormObject[], mine: FormObject[], stored: FormObject[]): FormObject[] {
  const find = (items: FormObject[], { [ITEM_ID]: id }: FormObject) => items.find((item) => item[ITEM_ID] === id);
  const kept = mine.flatMap((item): FormObject[] => {
    const [was, now] = [find(base, item), find(stored, item)];
    if (!was) return [item];
    if (!now) return isDeepStrictEqual(was, item) ? [] : [item];
    return [mergeDrafts(was, item, now)];
  });
  const restored = stored.filter((item) => {
    const was = find(base, item);
    return !find(mine, item) && (!was || !isDeepStrictEqual(was, item));
  });
  return [...kept, ...restored];
}

function objectOf(keys: string[], read: (key: string) => FormValue | undefined): FormObject {
  const entries = keys.map((key) => [key, read(key)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

const isObject = (value: FormValue | undefined): value is FormObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isItemList = (value: FormValue | undefined): value is FormObject[] =>
  Array.isArray(value) && value.every((item) => isObject(item) && ITEM_ID in item);
