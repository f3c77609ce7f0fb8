import { isDeepStrictEqual } from 'node:util';
import type { ServiceDocument } from './document';

export type ChangeAction = 'created' | 'changed' | 'removed';
export type Subject = 'service' | 'component' | 'check' | 'playbook' | 'freeze' | 'contact' | 'channel';

/** One line of a dry run; said in words under `catalogue.change.*`. */
export interface Change {
  action: ChangeAction;
  subject: Subject;
  /** Slug of the service that it belongs to. */
  service: string;
  name: string;
  /** What differs, for `changed`: field names, `config.url`, `order`. */
  fields: string[];
}

/** A list's items by what makes each the same thing before and after: its name, or its kind and place. */
export function keyed<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T> {
  const seen = new Map<string, number>();
  return new Map(
    items.map((item) => {
      const key = keyOf(item);
      const count = (seen.get(key) ?? 0) + 1;
      seen.set(key, count);
      return [count === 1 ? key : `${key} (${count})`, item];
    }),
  );
}

export const KEYS = {
  components: (item: { name: string }) => item.name,
  checks: (item: { name: string }) => item.name,
  playbooks: (item: { name: string }) => item.name,
  freezes: (item: { from: string }) => item.from,
  contacts: (item: { role: string; name: string }) => `${item.role}: ${item.name}`,
  channels: (item: { kind: string }) => item.kind,
};

/** What importing `wanted` would change. Services that `wanted` does not name stay as they are. */
export function diffServices(current: readonly ServiceDocument[], wanted: readonly ServiceDocument[]): Change[] {
  const known = new Map(current.map((service) => [service.slug, service]));
  return wanted.flatMap((service) => diffService(known.get(service.slug), service));
}

function diffService(before: ServiceDocument | undefined, after: ServiceDocument): Change[] {
  const service = after.slug;
  const own: Change[] = [];
  if (!before) own.push({ action: 'created', subject: 'service', service, name: after.name, fields: [] });
  else {
    const fields = (['name', 'environment', 'owner', 'stability', 'objection', 'links', 'messages'] as const).filter(
      (field) => !isDeepStrictEqual(before[field], after[field]),
    );
    const isMoved = (before.archived ?? false) !== (after.archived ?? false);
    const all = [...fields, ...(isMoved ? ['archived'] : [])];
    if (all.length > 0) own.push({ action: 'changed', subject: 'service', service, name: after.name, fields: all });
  }
  const part = <T extends object>(subject: Subject, old: readonly T[], now: readonly T[], keyOf: (item: T) => string) =>
    diffList(keyed(old, keyOf), keyed(now, keyOf)).map((change): Change => ({ ...change, subject, service }));
  return [
    ...own,
    ...part('component', before?.components ?? [], after.components, KEYS.components),
    ...part('check', before?.checks ?? [], after.checks, KEYS.checks),
    ...part('playbook', before?.playbooks ?? [], after.playbooks, KEYS.playbooks),
    ...part('freeze', before?.freezes ?? [], after.freezes, KEYS.freezes),
    ...part('contact', before?.contacts ?? [], after.contacts, KEYS.contacts),
    ...part('channel', before?.channels ?? [], after.channels, KEYS.channels),
  ];
}

function diffList<T extends object>(
  before: Map<string, T>,
  after: Map<string, T>,
): Pick<Change, 'action' | 'name' | 'fields'>[] {
  const placeBefore = kept(before, after);
  const placeAfter = kept(after, before);
  const changed = [...after].flatMap(([name, item]): Pick<Change, 'action' | 'name' | 'fields'>[] => {
    const old = before.get(name);
    if (!old) return [{ action: 'created', name, fields: [] }];
    const fields = differing(old, item);
    if (placeBefore.indexOf(name) !== placeAfter.indexOf(name)) fields.push('order');
    return fields.length > 0 ? [{ action: 'changed', name, fields }] : [];
  });
  const removed = [...before.keys()].filter((name) => !after.has(name));
  return [...changed, ...removed.map((name) => ({ action: 'removed' as const, name, fields: [] }))];
}

/** What stays, in order: only these can have changed places. */
const kept = (list: Map<string, unknown>, other: Map<string, unknown>): string[] =>
  [...list.keys()].filter((name) => other.has(name));

/** Names of the fields that differ, one level into `config`. */
function differing(before: object, after: object, prefix = ''): string[] {
  const old = new Map<string, unknown>(Object.entries(before));
  const now = new Map<string, unknown>(Object.entries(after));
  return [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((key) => {
    const [a, b] = [old.get(key), now.get(key)];
    if (isDeepStrictEqual(a, b)) return [];
    return key === 'config' && isObject(a) && isObject(b) ? differing(a, b, 'config.') : [`${prefix}${key}`];
  });
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
