import type { CreateDBInstanceMessage, RestoreDBClusterFromSnapshotMessage } from '@aws-sdk/client-rds';
import { ProviderError } from '../../error';
import type { Kind } from '../database';
import { rdsCodeOf } from '../failure';
import type { ClusterRaw } from './cluster';
import type { Writer } from './settings';

/** A cluster’s name, and that of the instance that takes its writes. Both fit what Amazon takes: see `longestName`. */
export const writerName = (cluster: string): string => `${cluster}-1`;

export const takeSnapshot: Kind<ClusterRaw>['takeSnapshot'] = async (rds, { id }, name, Tags, signal) => {
  const input = { DBClusterIdentifier: id, DBClusterSnapshotIdentifier: name, Tags };
  await rds.call(signal, (client, { CreateDBClusterSnapshotCommand }, options) =>
    client.send(new CreateDBClusterSnapshotCommand(input), options),
  );
};

/** Makes the cluster without an instance. Amazon refuses a second one of the same name. */
export const restore: Kind<ClusterRaw>['restore'] = async (rds, write, { name, tags: Tags, source }, signal) => {
  const wanted = { ...write.settings, Tags, DBClusterIdentifier: name };
  await rds.call<unknown>(signal, (client, sdk, options) => {
    if (write.mode === 'snapshot') {
      const { Engine } = write.settings as Pick<RestoreDBClusterFromSnapshotMessage, 'Engine'>;
      const from = { SnapshotIdentifier: write.snapshot, Engine };
      return client.send(new sdk.RestoreDBClusterFromSnapshotCommand({ ...wanted, ...from }), options);
    }
    const from = { SourceDBClusterIdentifier: source.id, RestoreToTime: new Date(write.at) };
    return client.send(new sdk.RestoreDBClusterToPointInTimeCommand({ ...wanted, ...from }), options);
  });
};

/**
 * "You can create DB instances only after the RestoreDBClusterFromSnapshot action has completed and the DB cluster is
 * available": the writer is asked for then, under a name that follows from the cluster's. Amazon refuses a second one.
 */
export const complete: NonNullable<Kind<ClusterRaw>['complete']> = async (rds, { id, raw }, { writer }, signal) => {
  if (raw.cluster.Status !== 'available' || raw.instances.length > 0) return;
  if (!writer) throw new ProviderError('invalid_target', 'This plan is of another kind or version: make a new one.');
  const input: CreateDBInstanceMessage = {
    ...(writer as unknown as Writer),
    DBInstanceIdentifier: writerName(id),
    DBClusterIdentifier: id,
  };
  try {
    await rds.call(signal, (client, { CreateDBInstanceCommand }, options) =>
      client.send(new CreateDBInstanceCommand(input), options),
    );
  } catch (error) {
    // Another process of this run was faster.
    if (rdsCodeOf(error) !== 'DBInstanceAlreadyExists') throw error;
  }
};
