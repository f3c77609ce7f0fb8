import type { RestoreDBClusterFromSnapshotMessage, RestoreDBClusterToPointInTimeMessage } from '@aws-sdk/client-rds';
import { AwsFault } from '../../fault';
import type { World } from '../world';
import { auroraFamilyOf, type Cluster, type ClusterSettings, nextClusterId, zonesOf } from './world';

/** Members that both restores have. */
export type Wanted = Omit<
  RestoreDBClusterToPointInTimeMessage,
  'DBClusterIdentifier' | 'SourceDBClusterIdentifier' | 'RestoreToTime' | 'UseLatestRestorableTime'
> &
  Pick<RestoreDBClusterFromSnapshotMessage, 'AvailabilityZones' | 'Engine' | 'EngineVersion'>;

/**
 * Makes a cluster without an instance: "This command only restores the DB cluster, not the DB instances for that DB
 * cluster." What is not asked for is not taken from the source (RestoreDBClusterFromSnapshot and …ToPointInTime of the API
 * reference).
 */
export function restoreCluster(
  world: World,
  id: string,
  source: ClusterSettings,
  content: string,
  wanted: Wanted,
): Cluster {
  refuse(world, id, source, wanted);
  const now = Date.now();
  const cluster: Cluster = {
    id: id.toLowerCase(),
    resourceId: nextClusterId(world),
    settings: { ...settingsOf(source, wanted), AvailabilityZones: wanted.AvailabilityZones ?? zonesOf(world.region) },
    tags: wanted.Tags ?? [],
    createdAtMs: now,
    contents: [{ atMs: now, content }],
    phases: [{ status: 'creating', untilMs: now + world.restoreMs / 2 }],
    // "migration-failed" of "DB cluster status" in the Aurora user guide.
    resting: world.fate === 'incompatible-restore' ? 'migration-failed' : 'available',
    held: world.fate === 'held',
  };
  world.clusters.push(cluster);
  return cluster;
}

function refuse(world: World, id: string, source: ClusterSettings, wanted: Wanted): void {
  if (!/^[a-z](?!.*--)[a-z0-9-]{0,62}$/i.test(id) || id.endsWith('-'))
    throw invalid('InvalidParameterValue', 'The parameter DBClusterIdentifier is not a valid identifier.');
  if (world.clusters.some((each) => each.id === id.toLowerCase()))
    throw invalid('DBClusterAlreadyExistsFault', 'DB Cluster already exists');
  if (world.clusters.length >= world.clusterQuota)
    throw new AwsFault('DBClusterQuotaExceededFault', 'DB Cluster quota exceeded', 403);
  if (wanted.KmsKeyId !== undefined && !source.StorageEncrypted)
    throw invalid('InvalidParameterCombination', 'A KMS key was given, and the source is not encrypted.');
  if (wanted.MonitoringInterval && !wanted.MonitoringRoleArn)
    throw invalid(
      'InvalidParameterCombination',
      'A MonitoringRoleARN value is required if you specify a MonitoringInterval value other than 0.',
    );
  const group = wanted.DBClusterParameterGroupName;
  const family = group === undefined ? undefined : world.parameterGroups[group];
  if (group !== undefined && family === undefined)
    throw new AwsFault('DBClusterParameterGroupNotFound', `DBClusterParameterGroup not found: ${group}`, 404);
  if (family !== undefined && family !== auroraFamilyOf({ ...source, ...engineOf(source, wanted) }))
    throw invalid(
      'InvalidParameterCombination',
      `The Parameter Group ${group} with DBParameterGroupFamily ${family} can't be used for this cluster.`,
    );
}

export const invalid = (code: string, message: string) => new AwsFault(code, message);

const engineOf = (source: ClusterSettings, { EngineVersion = source.EngineVersion }: Wanted) => ({
  Engine: source.Engine,
  EngineVersion,
});

/** What a restore takes for what it is not told. Of the source it keeps engine, master user, encryption and backups. */
function settingsOf(source: ClusterSettings, wanted: Wanted): ClusterSettings {
  const { MasterUsername, StorageEncrypted, KmsKeyId, BackupRetentionPeriod, PreferredBackupWindow } = source;
  const engine = engineOf(source, wanted);
  return {
    ...engine,
    ...{ MasterUsername, StorageEncrypted },
    KmsKeyId: wanted.KmsKeyId ?? KmsKeyId,
    EngineMode: wanted.EngineMode ?? 'provisioned',
    Port: wanted.Port ?? 5_432,
    DBSubnetGroup: wanted.DBSubnetGroupName ?? 'default',
    VpcSecurityGroups: (wanted.VpcSecurityGroupIds ?? ['sg-default']).map((VpcSecurityGroupId) => ({
      VpcSecurityGroupId,
      Status: 'active',
    })),
    DBClusterParameterGroup: wanted.DBClusterParameterGroupName ?? `default.${auroraFamilyOf(engine)}`,
    StorageType: wanted.StorageType ?? 'aurora',
    DeletionProtection: wanted.DeletionProtection ?? false,
    CopyTagsToSnapshot: wanted.CopyTagsToSnapshot ?? false,
    IAMDatabaseAuthenticationEnabled: wanted.EnableIAMDatabaseAuthentication ?? false,
    EnabledCloudwatchLogsExports: wanted.EnableCloudwatchLogsExports,
    BackupRetentionPeriod: wanted.BackupRetentionPeriod ?? BackupRetentionPeriod,
    PreferredBackupWindow: wanted.PreferredBackupWindow ?? PreferredBackupWindow,
    PreferredMaintenanceWindow: 'mon:04:00-mon:04:30',
    NetworkType: wanted.NetworkType ?? 'IPV4',
    ServerlessV2ScalingConfiguration: wanted.ServerlessV2ScalingConfiguration,
    AssociatedRoles: wanted.AssociatedRoles?.map((role) => ({ ...role, Status: 'ACTIVE' })),
    HttpEndpointEnabled: false,
  };
}
