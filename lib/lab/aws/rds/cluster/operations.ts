import type * as Rds from '@aws-sdk/client-rds';
import { AwsFault } from '../../fault';
import type { Answer } from '../../operation';
import { page } from '../page';
import { instanceView } from '../views';
import { statusOf, type World, windowOf } from '../world';
import { createInstance } from './create-instance';
import { invalid, restoreCluster, type Wanted } from './restore';
import { clusterSnapshotView, clusterView } from './views';
import { type Cluster, type ClusterSnapshot, clusterArn, clusterContentAt, clusterNamed } from './world';

export const CLUSTER_WRITES = [
  'CreateDBClusterSnapshot',
  'RestoreDBClusterFromSnapshot',
  'RestoreDBClusterToPointInTime',
  'CreateDBInstance',
];

/** Answers and errors as the API reference has them. */
export function clusterOperations(world: World): Record<string, (input: never) => Answer> {
  return {
    DescribeDBClusters: (input: Rds.DescribeDBClustersMessage) => describe(world, input),
    DescribeDBClusterSnapshots: (input: Rds.DescribeDBClusterSnapshotsMessage) => describeSnapshots(world, input),
    CreateDBClusterSnapshot: (input: Rds.CreateDBClusterSnapshotMessage) => createSnapshot(world, input),
    RestoreDBClusterFromSnapshot: (input: Rds.RestoreDBClusterFromSnapshotMessage) => fromSnapshot(world, input),
    RestoreDBClusterToPointInTime: (input: never) => toPointInTime(world, input),
    CreateDBInstance: (input: Rds.CreateDBInstanceMessage) => ({
      body: { DBInstance: instanceView(world, createInstance(world, input)) },
      changed: `instance of ${input.DBClusterIdentifier}`,
    }),
  };
}

function describe(world: World, input: Rds.DescribeDBClustersMessage): Answer {
  const { DBClusterIdentifier: id } = input;
  const { items, ...more } = page(id === undefined ? world.clusters : [clusterNamed(world, id)], input);
  return { body: { DBClusters: items.map((each) => clusterView(world, each)), ...more } };
}

function describeSnapshots(world: World, input: Rds.DescribeDBClusterSnapshotsMessage): Answer {
  const { DBClusterSnapshotIdentifier: id, DBClusterIdentifier: clusterId, SnapshotType: type } = input;
  const resourceId = input.DbClusterResourceId;
  if (id !== undefined && clusterId !== undefined)
    throw invalid('InvalidParameterCombination', 'Specify a snapshot or a cluster, not both.');
  // Those of AWS Backup are manual ones: "The awsbackup type does not apply to Aurora" (DescribeDBSnapshots).
  if (type !== undefined && !['automated', 'manual', 'shared', 'public'].includes(type))
    throw invalid('InvalidParameterValue', `Invalid snapshot type: ${type}`);
  const found =
    id === undefined
      ? world.clusterSnapshots.filter(
          (each) =>
            (clusterId === undefined || each.clusterId === clusterId) &&
            (resourceId === undefined || each.resourceId === resourceId) &&
            (type === undefined || each.type === type),
        )
      : [described(world, id, type)];
  const { items, ...more } = page(found, input);
  return { body: { DBClusterSnapshots: items.map((each) => clusterSnapshotView(world, each)), ...more } };
}

/** "If this identifier is for an automated snapshot, the SnapshotType parameter must also be specified." */
function described(world: World, id: string, type = 'manual'): ClusterSnapshot {
  const found = snapshotNamed(world, id);
  if (found.type === type) return found;
  throw notFound(id);
}

function snapshotNamed(world: World, id = ''): ClusterSnapshot {
  const found = world.clusterSnapshots.find(
    (each) => each.id === id || clusterArn(world, 'cluster-snapshot', each.id) === id,
  );
  if (found) return found;
  throw notFound(id);
}

const notFound = (id: string) =>
  new AwsFault('DBClusterSnapshotNotFoundFault', `DBClusterSnapshot ${id} not found.`, 404);

function createSnapshot(world: World, input: Rds.CreateDBClusterSnapshotMessage): Answer {
  const { DBClusterSnapshotIdentifier: id = '', Tags: tags = [] } = input;
  const cluster = clusterNamed(world, input.DBClusterIdentifier);
  if (!/^[a-z](?!.*--)[a-z0-9-]{0,62}$/i.test(id) || id.endsWith('-'))
    throw invalid('InvalidParameterValue', `Invalid snapshot identifier: ${id}`);
  if (world.clusterSnapshots.some((each) => each.id === id))
    throw invalid(
      'DBClusterSnapshotAlreadyExistsFault',
      `Cannot create the cluster snapshot because one with the identifier ${id} already exists.`,
    );
  if (statusOf(cluster) !== 'available')
    throw invalid('InvalidDBClusterStateFault', `DB Cluster ${cluster.id} is not in the available state.`);
  const now = Date.now();
  const readyAtMs = now + world.snapshotMs;
  const snapshot: ClusterSnapshot = {
    ...{ id, type: 'manual', createdAtMs: now, readyAtMs, tags },
    clusterId: cluster.id,
    resourceId: cluster.resourceId,
    content: clusterContentAt(cluster, now),
    settings: cluster.settings,
  };
  world.clusterSnapshots.push(snapshot);
  cluster.phases = [{ status: 'backing-up', untilMs: readyAtMs }];
  return { body: { DBClusterSnapshot: clusterSnapshotView(world, snapshot) }, changed: 'snapshot' };
}

function fromSnapshot(world: World, input: Rds.RestoreDBClusterFromSnapshotMessage): Answer {
  const { DBClusterIdentifier: id = '', SnapshotIdentifier: from, ...wanted } = input;
  const snapshot = snapshotNamed(world, from);
  if (Date.now() < snapshot.readyAtMs)
    throw invalid('InvalidDBClusterSnapshotStateFault', 'The cluster snapshot is not in the available state.');
  if (wanted.Engine !== snapshot.settings.Engine)
    throw invalid('InvalidParameterCombination', `The engine ${wanted.Engine} is not that of the snapshot.`);
  // "If you don't specify an engine version, the default version for the database engine … is used."
  const told = { EngineVersion: '16.8', ...wanted, Port: wanted.Port ?? snapshot.settings.Port };
  return restored(world, restoreCluster(world, id, snapshot.settings, snapshot.content, told));
}

type PointInTime = Omit<Rds.RestoreDBClusterToPointInTimeMessage, 'RestoreToTime'> & { RestoreToTime?: string };

function toPointInTime(world: World, input: PointInTime): Answer {
  const { DBClusterIdentifier: id = '', SourceDBClusterIdentifier: from, RestoreToTime: time, ...rest } = input;
  const { UseLatestRestorableTime: latest = false, ...wanted } = rest;
  const source = clusterNamed(world, from);
  if (latest === (time !== undefined))
    throw invalid('InvalidParameterCombination', 'Specify either RestoreToTime or UseLatestRestorableTime.');
  const window = windowOf(world, source);
  const atMs = time === undefined ? (window?.latestMs ?? 0) : Date.parse(time);
  if (!window || Number.isNaN(atMs) || atMs < window.earliestMs || atMs > window.latestMs)
    throw invalid('InvalidRestoreFault', 'The specified cluster cannot be restored to a time outside of its window.');
  const content = clusterContentAt(source, atMs);
  return restored(world, restoreCluster(world, id, source.settings, content, wanted as Wanted));
}

const restored = (world: World, cluster: Cluster): Answer => ({
  body: { DBCluster: clusterView(world, cluster) },
  changed: 'cluster',
});
