import type { DBClusterSnapshot, DescribeDBClusterSnapshotsMessage } from '@aws-sdk/client-rds';
import type { Rds } from '../client';
import type { Kind } from '../database';
import { allPages } from '../pages';
import type { RestorePoint, Snapshot } from '../restore-points';
import type { ClusterRaw } from './cluster';

/** All snapshots of one cluster, in no order. Those of AWS Backup are among the manual ones. */
export const readSnapshots: Kind<ClusterRaw>['snapshots'] = (rds, DbClusterResourceId, signal) =>
  snapshotsOf(rds, { DbClusterResourceId }, signal);

/** By its ARN or name. Errors: `not_found` for one that was deleted or never was. */
export const readSnapshot: Kind<ClusterRaw>['snapshot'] = async (rds, arn, signal) => {
  const name = arn.startsWith('arn:') ? arn.split(':').slice(6).join(':') : arn;
  // "If this identifier is for an automated snapshot, the SnapshotType parameter must also be specified."
  const type = name.startsWith('rds:') ? { SnapshotType: 'automated' } : {};
  const found = await snapshotsOf(rds, { DBClusterSnapshotIdentifier: name, ...type }, signal);
  return found.find((each) => [each.arn, each.id].includes(arn)) ?? null;
};

async function snapshotsOf(
  rds: Rds,
  which: DescribeDBClusterSnapshotsMessage,
  signal: AbortSignal,
): Promise<Snapshot[]> {
  const all = await allPages((page) =>
    rds.call(signal, async (client, { DescribeDBClusterSnapshotsCommand }, options) => {
      const reply = await client.send(new DescribeDBClusterSnapshotsCommand({ ...which, ...page }), options);
      return { items: reply.DBClusterSnapshots, Marker: reply.Marker };
    }),
  );
  return all.flatMap(snapshotFrom);
}

function snapshotFrom(snapshot: DBClusterSnapshot): Snapshot[] {
  const { DBClusterSnapshotArn: arn, DBClusterSnapshotIdentifier: id, SnapshotType: type = 'manual' } = snapshot;
  const { SnapshotCreateTime: takenAt = new Date(0), Status: status = 'available', Engine: engine = '' } = snapshot;
  return arn === undefined || id === undefined
    ? []
    : [{ arn, id, type, status, takenAt, engine, of: pointFrom(snapshot) }];
}

export const pointFrom = (of: {
  EngineVersion?: string | undefined;
  AllocatedStorage?: number | undefined;
  StorageEncrypted?: boolean | undefined;
}): RestorePoint['of'] => ({
  EngineVersion: of.EngineVersion,
  AllocatedStorage: of.AllocatedStorage,
  Encrypted: of.StorageEncrypted,
});

/** Null where Amazon shows none. */
export const readWindow: Kind<ClusterRaw>['window'] = async (_rds, database) => {
  const { EarliestRestorableTime: earliest, LatestRestorableTime: latest } = database.raw.cluster;
  return earliest && latest ? { database, earliest, latest } : null;
};
