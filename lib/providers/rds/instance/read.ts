import type { DBInstance } from '@aws-sdk/client-rds';
import { ProviderError } from '../../error';
import type { Rds } from '../client';
import type { Database, Kind } from '../database';
import { allPages } from '../pages';
import { databaseFrom, type Instance, isWhole } from './instance';

type Ask = NonNullable<ConstructorParameters<typeof import('@aws-sdk/client-rds').DescribeDBInstancesCommand>[0]>;

/** RDS has no filter for tags: all instances of the region. */
export const listInstances: Kind<DBInstance>['list'] = async (rds, isWanted, signal) =>
  (await readInstances(rds, {}, signal))
    .filter(({ DBInstanceIdentifier: id, TagList = [] }) => isWanted(id, TagList))
    .map(databaseFrom);

/** One by name; null when there is none. */
export async function findInstance(rds: Rds, name: string, signal: AbortSignal): Promise<Database<DBInstance> | null> {
  try {
    const reply = await rds.call(signal, (client, { DescribeDBInstancesCommand }, options) =>
      client.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: name }), options),
    );
    const found = (reply.DBInstances ?? []).find(isWhole);
    return found ? databaseFrom(found) : null;
  } catch (error) {
    if (error instanceof ProviderError && error.code === 'not_found') return null;
    throw error;
  }
}

export async function readInstances(rds: Rds, which: Ask, signal: AbortSignal): Promise<Instance[]> {
  const all = await allPages((page) =>
    rds.call(signal, async (client, { DescribeDBInstancesCommand }, options) => {
      const { DBInstances, Marker } = await client.send(new DescribeDBInstancesCommand({ ...which, ...page }), options);
      return { items: DBInstances, Marker };
    }),
  );
  return all.filter(isWhole);
}
