import { statusOf, type World, windowOf } from '../world';
import { type Cluster, type ClusterSnapshot, clusterArn, clusterEndpoint, instancesOf } from './world';

const iso = (ms: number) => new Date(ms).toISOString();

/** As DescribeDBClusters shows it: with its endpoints from the first moment on ("restore-db-cluster-from-snapshot" of the command line's reference, "Output"). */
export function clusterView(world: World, cluster: Cluster): Record<string, unknown> {
  const window = windowOf(world, cluster);
  const [writer] = instancesOf(world, cluster);
  return {
    ...cluster.settings,
    // "For Aurora, AllocatedStorage always returns 1" (API reference, DBClusterAutomatedBackup).
    AllocatedStorage: 1,
    DBClusterIdentifier: cluster.id,
    DbClusterResourceId: cluster.resourceId,
    DBClusterArn: clusterArn(world, 'cluster', cluster.id),
    Status: statusOf(cluster),
    ClusterCreateTime: iso(cluster.createdAtMs),
    Endpoint: clusterEndpoint(world, cluster.id),
    ReaderEndpoint: clusterEndpoint(world, cluster.id, 'cluster-ro'),
    TagList: cluster.tags,
    DBClusterMembers: instancesOf(world, cluster).map((instance) => ({
      DBInstanceIdentifier: instance.id,
      IsClusterWriter: instance === writer,
      DBClusterParameterGroupStatus: 'in-sync',
      PromotionTier: instance.settings.PromotionTier,
    })),
    ...(window ? { EarliestRestorableTime: iso(window.earliestMs), LatestRestorableTime: iso(window.latestMs) } : {}),
  };
}

export function clusterSnapshotView(world: World, snapshot: ClusterSnapshot): Record<string, unknown> {
  const { Engine, EngineVersion, StorageEncrypted, KmsKeyId, Port, MasterUsername } = snapshot.settings;
  const leftMs = Math.max(0, snapshot.readyAtMs - Date.now());
  const tookMs = Math.max(1, snapshot.readyAtMs - snapshot.createdAtMs);
  return {
    DBClusterSnapshotIdentifier: snapshot.id,
    DBClusterSnapshotArn: clusterArn(world, 'cluster-snapshot', snapshot.id),
    DBClusterIdentifier: snapshot.clusterId,
    DbClusterResourceId: snapshot.resourceId,
    SnapshotType: snapshot.type,
    SnapshotCreateTime: iso(snapshot.createdAtMs),
    Status: leftMs > 0 ? 'creating' : 'available',
    PercentProgress: Math.floor(100 * (1 - leftMs / tookMs)),
    TagList: snapshot.tags,
    AllocatedStorage: 12,
    ...{ Engine, EngineVersion, StorageEncrypted, KmsKeyId, Port, MasterUsername },
  };
}
