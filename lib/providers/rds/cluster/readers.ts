import { ProviderError } from '../../error';
import type { Rds } from '../client';
import type { Companion, Database, Kind, Refusal } from '../database';
import { rdsCodeOf, saidBy } from '../failure';
import { type Instance, troubleOf } from '../instance/instance';
import type { RestoreWrite } from '../write';
import { type ClusterRaw, writerOf } from './cluster';
import { createInstance, readerName } from './instances';

/** The readers of a plan in a restored cluster; the instance is there once it was asked for. */
export function readersIn(
  { id, raw }: Database<ClusterRaw>,
  { readers = [] }: Pick<RestoreWrite, 'readers'>,
): { name: string; settings: Record<string, unknown>; instance: Instance | undefined }[] {
  return readers.map(({ settings }, index) => {
    const name = readerName(id, index);
    return { name, settings, instance: raw.instances.find((each) => each.DBInstanceIdentifier === name) };
  });
}

export const companions: NonNullable<Kind<ClusterRaw>['companions']> = (made, write): Companion[] =>
  readersIn(made, write).map(({ name, instance }) => ({
    name,
    noun: 'reader',
    status: instance?.DBInstanceStatus,
    isReady: instance?.DBInstanceStatus === 'available',
    trouble: instance && troubleOf(instance),
  }));

/**
 * Asks for each reader that is not there, under its own name. What passes is an error, so that it is asked for again; one
 * that is refused for good does not keep the others from being made.
 */
export async function createReaders(
  rds: Rds,
  made: Database<ClusterRaw>,
  write: RestoreWrite,
  { without, signal }: { without: ReadonlySet<string>; signal: AbortSignal },
): Promise<Refusal[]> {
  const missing = readersIn(made, write).filter(({ name, instance }) => !instance && !without.has(name));
  const refused: Refusal[] = [];
  for (const { name, settings } of missing) {
    try {
      await createInstance(rds, made.id, name, placed(settings, made.raw), signal);
    } catch (error) {
      if (!(error instanceof ProviderError) || isPassing(error)) throw error;
      refused.push({ name, reason: `${saidBy(error)}, ${rdsCodeOf(error)}` });
    }
  }
  return refused;
}

/** Room in a zone may take days: people decide whether to wait for a reader. */
const isPassing = (error: ProviderError) => error.retryable && rdsCodeOf(error) !== 'InsufficientDBInstanceCapacity';

/**
 * Its zone is left to Amazon where the new writer is in that one, which would put both at the same risk, and where the
 * restored cluster has no storage ("Specify one of these Availability Zones", CreateDBInstance of the API reference).
 */
function placed({ AvailabilityZone: zone, ...settings }: Record<string, unknown>, raw: ClusterRaw) {
  const hasStorage = raw.cluster.AvailabilityZones?.some((each) => each === zone) ?? false;
  return hasStorage && writerOf(raw)?.AvailabilityZone !== zone ? { ...settings, AvailabilityZone: zone } : settings;
}
