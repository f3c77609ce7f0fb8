import { ACCOUNT, type Instance, nextResourceId, type World } from '../world';
import { type Cluster, type ClusterSettings, nextClusterId, zonesOf } from './world';

const DAY_MS = 86_400_000;

/** A cluster with a writer, everything set otherwise than by default, and a snapshot of each day. */
export function seedCluster(world: World, id: string, snapshots: number, retentionDays: number): void {
  const now = Date.now();
  const days = Array.from({ length: snapshots }, (_, index) => snapshots - index);
  const cluster: Cluster = {
    id,
    resourceId: nextClusterId(world),
    settings: settingsOf(world.region, retentionDays),
    tags: [{ Key: 'team', Value: 'payments' }],
    createdAtMs: now - 400 * DAY_MS,
    contents: [
      { atMs: now - 400 * DAY_MS, content: 'first day' },
      ...days.map((day) => ({ atMs: now - day * DAY_MS - 1, content: `${day} days ago` })),
      { atMs: now - 90 * 60_000, content: 'after the migration' },
    ],
    phases: [],
    resting: 'available',
    held: false,
  };
  world.clusters.push(cluster);
  world.instances.push(writerOf(world, cluster));
  for (const day of days) {
    const at = now - day * DAY_MS;
    const isManual = day % 5 === 0;
    const minute = new Date(at).toISOString().slice(0, 16).replace(/[T:]/g, '-');
    world.clusterSnapshots.push({
      id: isManual ? `before-release-${day}` : `rds:${id}-${minute}`,
      type: isManual ? 'manual' : 'automated',
      ...{ clusterId: id, resourceId: cluster.resourceId, createdAtMs: at, readyAtMs: at },
      ...{ content: `${day} days ago`, settings: cluster.settings, tags: [] },
    });
  }
}

function settingsOf(region: string, retentionDays: number): ClusterSettings {
  return {
    Engine: 'aurora-postgresql',
    AvailabilityZones: zonesOf(region),
    EngineVersion: '16.3',
    EngineMode: 'provisioned',
    MasterUsername: 'shop',
    Port: 5_433,
    DBSubnetGroup: 'shop-private',
    VpcSecurityGroups: [{ VpcSecurityGroupId: 'sg-0123456789abcdef0', Status: 'active' }],
    DBClusterParameterGroup: 'shop-cluster-16',
    StorageEncrypted: true,
    KmsKeyId: `arn:aws:kms:${region}:${ACCOUNT}:key/00000000-0000-4000-8000-000000000000`,
    StorageType: 'aurora-iopt1',
    DeletionProtection: true,
    CopyTagsToSnapshot: true,
    IAMDatabaseAuthenticationEnabled: true,
    EnabledCloudwatchLogsExports: ['instance', 'postgresql'],
    BackupRetentionPeriod: retentionDays,
    PreferredBackupWindow: '01:00-01:30',
    PreferredMaintenanceWindow: 'sun:02:00-sun:03:00',
    NetworkType: 'DUAL',
    AssociatedRoles: [
      { RoleArn: `arn:aws:iam::${ACCOUNT}:role/shop-export`, FeatureName: 's3Export', Status: 'ACTIVE' },
    ],
    HttpEndpointEnabled: true,
  };
}

const writerOf = (world: World, { id, settings, createdAtMs }: Cluster): Instance => ({
  id: `${id}-writer`,
  resourceId: nextResourceId(world),
  settings: {
    Engine: settings.Engine,
    EngineVersion: settings.EngineVersion,
    DBClusterIdentifier: id,
    DBInstanceClass: 'db.r6g.large',
    Endpoint: { Port: settings.Port },
    AllocatedStorage: 1,
    StorageType: settings.StorageType,
    StorageEncrypted: settings.StorageEncrypted,
    VpcSecurityGroups: settings.VpcSecurityGroups,
    DBSubnetGroup: { DBSubnetGroupName: settings.DBSubnetGroup },
    DBParameterGroups: [{ DBParameterGroupName: 'shop-aurora-16', ParameterApplyStatus: 'in-sync' }],
    AvailabilityZone: settings.AvailabilityZones?.[0],
    PubliclyAccessible: true,
    AutoMinorVersionUpgrade: false,
    PromotionTier: 3,
    PreferredMaintenanceWindow: 'tue:02:00-tue:03:00',
    CACertificateIdentifier: 'rds-ca-rsa4096-g1',
    MonitoringInterval: 60,
    MonitoringRoleArn: `arn:aws:iam::${ACCOUNT}:role/rds-monitoring`,
    PerformanceInsightsEnabled: true,
    PerformanceInsightsRetentionPeriod: 7,
  },
  tags: [{ Key: 'team', Value: 'payments' }],
  createdAtMs,
  contents: [],
  phases: [],
  resting: 'available',
  held: false,
});
