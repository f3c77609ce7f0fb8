import type { DBInstance } from '@aws-sdk/client-rds';
import { ProviderError } from '../error';
import type { Rds } from './client';
import { CURRENT_SINCE, LINEAGE, tagOf } from './tags';

export type Instance = DBInstance & {
  DBInstanceIdentifier: string;
  DbiResourceId: string;
  DBInstanceArn: string;
  DBInstanceStatus: string;
};

/** All instances of one component: the configured one and what was restored from it. */
export interface Lineage {
  members: Instance[];
  /** The one that the application is meant to use. */
  current: Instance;
}

/** Not there yet, or never to be: such an instance cannot be the current one ("DB instance status" of the user guide). */
const UNBORN = new Set(['creating', 'deleting', 'incompatible-restore', 'insufficient-capacity', 'restore-error']);

/** A database that served and then failed for good is the very one to go back from; Amazon gives only such one a birth. */
export const isBorn = ({ DBInstanceStatus: status, InstanceCreateTime: at }: Instance): boolean =>
  status === 'failed' ? at !== undefined : !UNBORN.has(status);

/** Errors: `not_found` without the configured instance, `invalid_target` for a member of an Aurora cluster. */
export async function readLineage(rds: Rds, signal: AbortSignal): Promise<Lineage> {
  const { instance: name } = rds.config;
  const all = await readInstances(rds, signal);
  const members = all.filter((each) => each.DBInstanceIdentifier === name || tagOf(each, LINEAGE) === name);
  const current = members.filter(isBorn).sort(byDesignation(name))[0];
  if (!current)
    throw new ProviderError('not_found', `Amazon has no ${rds.name}: correct the component in the catalogue.`);
  if (current.DBClusterIdentifier !== undefined)
    throw new ProviderError(
      'invalid_target',
      `The ${rds.name} belongs to the cluster ${current.DBClusterIdentifier}, which is restored as a whole: restore it by hand and add that as a manual step.`,
    );
  return { members, current };
}

/** The latest first; without any designation the configured one. */
const byDesignation = (name: string) => (a: Instance, b: Instance) =>
  sinceOf(b).localeCompare(sinceOf(a)) ||
  Number(b.DBInstanceIdentifier === name) - Number(a.DBInstanceIdentifier === name);

export const sinceOf = (instance: Instance): string => tagOf(instance, CURRENT_SINCE) ?? '';

/** RDS has no filter for tags: all instances of the region, by pages of 100. */
async function readInstances(rds: Rds, signal: AbortSignal): Promise<Instance[]> {
  const all: Instance[] = [];
  for (let Marker: string | undefined; ; ) {
    const page = await rds.call(signal, (client, { DescribeDBInstancesCommand }, options) =>
      client.send(new DescribeDBInstancesCommand({ MaxRecords: 100, ...(Marker ? { Marker } : {}) }), options),
    );
    all.push(...(page.DBInstances ?? []).filter(isWhole));
    Marker = page.Marker;
    if (!Marker) return all;
  }
}

/** One by name; null when there is none. */
export async function findInstance(rds: Rds, name: string, signal: AbortSignal): Promise<Instance | null> {
  try {
    const reply = await rds.call(signal, (client, { DescribeDBInstancesCommand }, options) =>
      client.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: name }), options),
    );
    return (reply.DBInstances ?? []).find(isWhole) ?? null;
  } catch (error) {
    if (error instanceof ProviderError && error.code === 'not_found') return null;
    throw error;
  }
}

function isWhole(instance: DBInstance): instance is Instance {
  const { DBInstanceIdentifier: id, DbiResourceId: resource, DBInstanceArn: arn, DBInstanceStatus: status } = instance;
  return [id, resource, arn, status].every((each) => each !== undefined);
}
