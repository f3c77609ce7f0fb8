import type { ChangeBatch, ResourceRecordSet } from '@aws-sdk/client-route-53';
import { AwsFault } from '../fault';

/** A hosted zone: its record sets, in the order in which Route 53 lists them. */
export interface Zone {
  id: string;
  sets: ResourceRecordSet[];
}

/** Names end with a dot and have no capitals ("DNS domain name format", developer guide). */
export const normalName = (name = ''): string => `${name.toLowerCase().replace(/\.$/, '')}.`;

/** By name with its labels reversed, then type, then set identifier (ListResourceRecordSets of the API reference). */
export const sortKey = (set: Pick<ResourceRecordSet, 'Name' | 'Type' | 'SetIdentifier'>): string =>
  [normalName(set.Name).split('.').reverse().join('.'), set.Type ?? '', set.SetIdentifier ?? ''].join('\n');

/**
 * All changes of a batch or none ("Change Batches and Transactional Changes", ChangeResourceRecordSets). Answers
 * whether anything is different afterwards. Error: AwsFault InvalidChangeBatch.
 */
export function change(zone: Zone, batch: ChangeBatch): boolean {
  const before = imprint(zone.sets);
  let sets = [...zone.sets];
  const mistakes: string[] = [];
  for (const { Action, ResourceRecordSet: raw } of batch.Changes ?? []) {
    if (!raw) continue;
    const set = { ...raw, Name: normalName(raw.Name) };
    const at = sets.find((each) => sortKey(each) === sortKey(set));
    const mistake = mistakeIn(Action, set, at);
    if (mistake) mistakes.push(mistake);
    sets = sets.filter((each) => each !== at);
    if (Action !== 'DELETE') sets.push(set);
  }
  if (mistakes.length > 0) throw new AwsFault('InvalidChangeBatch', `[${mistakes.join(', ')}]`);
  zone.sets = sets.sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
  return imprint(zone.sets) !== before;
}

/** Words as people report them. */
function mistakeIn(action: string | undefined, set: ResourceRecordSet, at: ResourceRecordSet | undefined) {
  const named = `resource record set [name='${set.Name}', type='${set.Type}', set identifier='${set.SetIdentifier}']`;
  if (set.Weight !== undefined && !(set.Weight >= 0 && set.Weight <= 255))
    return `Invalid Resource Record: Weight ${set.Weight} is not between 0 and 255`;
  if (action === 'CREATE' && at) return `Tried to create ${named} but it already exists`;
  if (action === 'DELETE' && !at) return `Tried to delete ${named} but it was not found`;
  if (action === 'DELETE' && at && imprint(at) !== imprint(set))
    return `Tried to delete ${named} but the values provided do not match the current values`;
  return undefined;
}

const imprint = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
