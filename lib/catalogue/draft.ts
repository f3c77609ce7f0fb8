import { type EditorDraft, type FormObject, type FormValue, ITEM_ID } from '@/lib/domain/form';
import type { Change, Subject } from './diff';
import type { ServiceDocument } from './document';
import { documentOf, type ServiceRow } from './rows';

/** Lists whose items incidents and verdicts point to by id: a new name must not make them another thing. */
const NAMED = { components: 'component', checks: 'check', playbooks: 'playbook' } as const satisfies Record<
  string,
  Subject
>;
type NamedList = keyof typeof NAMED;
const NAMED_LISTS = Object.keys(NAMED) as NamedList[];
const LISTS = [...NAMED_LISTS, 'contacts', 'channels', 'freezes'] as const;

/** A stored service for the editor: its document, each item with the id of its row. */
export function draftOf(row: ServiceRow): EditorDraft {
  const service = documentOf(row) as unknown as FormObject;
  const listed = LISTS.map((list): [string, FormValue[]] => {
    const items = asList(service[list]) as FormObject[];
    return [list, items.map((item, index) => ({ [ITEM_ID]: row[list][index]?.id ?? '', ...item }))];
  });
  return { version: row.version, service: { ...service, ...Object.fromEntries(listed) } };
}

/** The document without the editor's ids. */
export function withoutIds(service: FormObject): FormObject {
  const listed = LISTS.filter((list) => Array.isArray(service[list])).map((list) => [
    list,
    asList(service[list]).map((item) => {
      if (!isObject(item)) return item;
      const { [ITEM_ID]: _id, ...rest } = item;
      return rest;
    }),
  ]);
  return { ...service, ...Object.fromEntries(listed) };
}

interface Rename {
  list: NamedList;
  id: string;
  name: string;
}

/** Items that are the rows that they were, under another name. */
export function renamesIn(service: FormObject, row: ServiceRow): Rename[] {
  return NAMED_LISTS.flatMap((list) =>
    asList(service[list]).flatMap((item): Rename[] => {
      if (!isObject(item) || typeof item.name !== 'string') return [];
      const name = item.name.trim();
      const known = row[list].find(({ id }) => id === item[ITEM_ID]);
      return known && known.name !== name ? [{ list, id: known.id, name }] : [];
    }),
  );
}

/** The row as it stands once its items have their new names. */
export function renamed(row: ServiceRow, renames: readonly Rename[]): ServiceRow {
  const nameOf = (list: NamedList, item: { id: string; name: string }) =>
    renames.find((rename) => rename.list === list && rename.id === item.id)?.name ?? item.name;
  const apply = <T extends { id: string; name: string }>(list: NamedList, items: T[]): T[] =>
    items.map((item) => ({ ...item, name: nameOf(list, item) }));
  return {
    ...row,
    components: apply('components', row.components),
    checks: apply('checks', row.checks),
    playbooks: apply('playbooks', row.playbooks),
  };
}

/** The changes with the new names among them. */
export function withRenames(
  changes: readonly Change[],
  renames: readonly Rename[],
  { slug }: ServiceDocument,
): Change[] {
  const told = renames.map(({ list, name }): Change => {
    const also = changes.find((change) => change.subject === NAMED[list] && change.name === name);
    return { action: 'changed', subject: NAMED[list], service: slug, name, fields: ['name', ...(also?.fields ?? [])] };
  });
  const isTold = (change: Change) =>
    told.some(({ subject, name }) => subject === change.subject && name === change.name);
  return [...changes.filter((change) => !isTold(change)), ...told];
}

const asList = (value: FormValue | undefined): FormValue[] => (Array.isArray(value) ? value : []);
const isObject = (value: FormValue | undefined): value is FormObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
