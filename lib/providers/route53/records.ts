import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import { ProviderError } from '../error';
import type { Route53 } from './client';
import type { Weights } from './weights';

/** The two records as Route 53 gave them, and the other ones of that name that take a share too. */
export interface Pair {
  blue: ResourceRecordSet;
  green: ResourceRecordSet;
  others: ResourceRecordSet[];
}

export const weightsOf = ({ blue, green }: Pair): Weights => ({ blue: blue.Weight ?? 0, green: green.Weight ?? 0 });

/** Errors: `not_found` when the zone or one of the two records is not there, `invalid_target` when they have no weight. */
export async function readPair(route53: Route53, signal: AbortSignal): Promise<Pair> {
  const { config } = route53;
  const sets = await readSets(route53, signal);
  const named = (identifier: string) => {
    const set = sets.find((each) => each.SetIdentifier === identifier);
    if (!set)
      throw new ProviderError(
        'not_found',
        `Route 53 has no ${config.type} record ${config.name} with the set identifier ${identifier}: correct the component in the catalogue.`,
      );
    if (set.Weight === undefined)
      throw new ProviderError(
        'invalid_target',
        `The record ${config.name} (${identifier}) is not a weighted one: Repli shifts weights only.`,
      );
    return set;
  };
  const [blue, green] = [named(config.blue), named(config.green)];
  return { blue, green, others: sets.filter((set) => set !== blue && set !== green && (set.Weight ?? 0) > 0) };
}

/** All record sets of the name and type; the list is sorted, so they lie together (ListResourceRecordSets). */
async function readSets(route53: Route53, signal: AbortSignal): Promise<ResourceRecordSet[]> {
  const { hostedZone: HostedZoneId, name, type } = route53.config;
  const sets: ResourceRecordSet[] = [];
  let start: { StartRecordIdentifier?: string } = {};
  for (;;) {
    const input = { HostedZoneId, StartRecordName: name, StartRecordType: type, ...start };
    const page = await route53.call(signal, (client, { ListResourceRecordSetsCommand }, options) =>
      client.send(new ListResourceRecordSetsCommand(input), options),
    );
    sets.push(...(page.ResourceRecordSets ?? []).filter((set) => isOf(set.Name, set.Type, route53)));
    if (!page.IsTruncated || !isOf(page.NextRecordName, page.NextRecordType, route53)) return sets;
    start = page.NextRecordIdentifier === undefined ? {} : { StartRecordIdentifier: page.NextRecordIdentifier };
  }
}

const isOf = (name: string | undefined, type: string | undefined, { config }: Route53) =>
  name?.toLowerCase().replace(/\.$/, '') === config.name && type === config.type;

/** The pair with other weights and all else as it is. */
export const withWeights = ({ blue, green }: Pick<Pair, 'blue' | 'green'>, weights: Weights) => ({
  blue: { ...blue, Weight: weights.blue },
  green: { ...green, Weight: weights.green },
});

/** Both records in one line, to compare and to keep: whatever changes them changes it. */
export const imprint = ({ blue, green }: Pick<Pair, 'blue' | 'green'>): string => canonical([blue, green]);

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/**
 * A batch that replaces both records by themselves with other weights. DELETE demands every value as it is and a batch
 * is carried out whole or not at all, so this is a compare-and-swap ("Deleting Resource Record Sets" and "Change Batches
 * and Transactional Changes", ChangeResourceRecordSets).
 */
export function swapBatch(from: Pick<Pair, 'blue' | 'green'>, to: Weights, comment: string) {
  const after = withWeights(from, to);
  return {
    Comment: comment.slice(0, 256),
    Changes: [
      { Action: 'DELETE' as const, ResourceRecordSet: from.blue },
      { Action: 'DELETE' as const, ResourceRecordSet: from.green },
      { Action: 'CREATE' as const, ResourceRecordSet: after.blue },
      { Action: 'CREATE' as const, ResourceRecordSet: after.green },
    ],
  };
}

/** How long a resolver keeps the answer; an alias takes its target's, 60 s for those of AWS (developer guide, "Alias"). */
export const ttlSeconds = ({ blue, green }: Pair): number => Math.max(blue.TTL ?? 60, green.TTL ?? 60);
