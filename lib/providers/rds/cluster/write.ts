import type { RestoreDBClusterFromSnapshotMessage } from '@aws-sdk/client-rds';
import { ProviderError } from '../../error';
import type { Kind } from '../database';
import type { ClusterRaw } from './cluster';
import { createInstance, writerName } from './instances';
import { createReaders } from './readers';

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
 * available": the writer is asked for then. The first instance of a cluster takes its writes, so the readers, which may be
 * smaller, are asked for once it does.
 */
export const complete: NonNullable<Kind<ClusterRaw>['complete']> = async (rds, made, write, { without, signal }) => {
  const { id, raw } = made;
  if (raw.cluster.Status !== 'available') return [];
  if (raw.instances.length > 0) return made.isReady ? createReaders(rds, made, write, { without, signal }) : [];
  if (!write.writer)
    throw new ProviderError('invalid_target', 'This plan is of another kind or version: make a new one.');
  await createInstance(rds, id, writerName(id), write.writer, signal);
  return [];
};
