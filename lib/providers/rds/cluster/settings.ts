import type { CreateDBInstanceMessage, DBCluster, RestoreDBClusterFromSnapshotMessage } from '@aws-sdk/client-rds';
import type { Instance } from '../instance/instance';
import type { RestorePoint } from '../restore-points';
import { clean, isOtherMajor } from '../settings';
import { ownTags } from '../tags';
import type { Settings } from '../write';
import { type ClusterRaw, readersOf } from './cluster';

export type Carried = Omit<RestoreDBClusterFromSnapshotMessage, 'DBClusterIdentifier' | 'SnapshotIdentifier'>;
export type Writer = Omit<CreateDBInstanceMessage, 'DBInstanceIdentifier' | 'DBClusterIdentifier'>;

/**
 * Every setting of a cluster that its restore can be told: Amazon takes its own default for each that it is not told. Not
 * the availability zones: those of the subnet group decide.
 */
export function carriedFrom(source: DBCluster, { kind, of }: RestorePoint): Carried {
  const isOther = isOtherMajor(source.Engine, source.EngineVersion, { kind, of });
  return clean<Carried>({
    // "If you don't specify an engine version, the default version for the database engine … is used."
    ...(kind === 'snapshot' ? { Engine: source.Engine, EngineVersion: of.EngineVersion } : {}),
    EngineMode: source.EngineMode,
    Port: source.Port,
    DBSubnetGroupName: source.DBSubnetGroup,
    VpcSecurityGroupIds: (source.VpcSecurityGroups ?? []).flatMap(({ VpcSecurityGroupId: id }) => id ?? []),
    // A group belongs to a major version.
    DBClusterParameterGroupName: isOther ? undefined : source.DBClusterParameterGroup,
    // "If the DB cluster isn't encrypted, then the restore request is rejected."
    KmsKeyId: of.Encrypted ? source.KmsKeyId : undefined,
    StorageType: source.StorageType,
    DeletionProtection: source.DeletionProtection,
    CopyTagsToSnapshot: source.CopyTagsToSnapshot,
    EnableIAMDatabaseAuthentication: source.IAMDatabaseAuthenticationEnabled,
    EnableCloudwatchLogsExports: source.EnabledCloudwatchLogsExports,
    BackupRetentionPeriod: source.BackupRetentionPeriod,
    PreferredBackupWindow: source.PreferredBackupWindow,
    BacktrackWindow: source.BacktrackWindow || undefined,
    NetworkType: source.NetworkType,
    EngineLifecycleSupport: source.EngineLifecycleSupport,
    Domain: source.DomainMemberships?.[0]?.Domain,
    DomainIAMRoleName: source.DomainMemberships?.[0]?.IAMRoleName,
    ServerlessV2ScalingConfiguration: source.ServerlessV2ScalingConfiguration,
    AssociatedRoles: source.AssociatedRoles?.map(({ RoleArn, FeatureName }) => clean({ RoleArn, FeatureName })),
    ...monitoringOf(source),
    Tags: ownTags(source.TagList),
  });
}

/** What a restore of a cluster is told: of itself, of the instance that takes its writes, and of those that read. */
export function told(raw: ClusterRaw, writer: Instance, point: RestorePoint): Settings {
  const readers = readersOf(raw).map((reader) => ({
    of: reader.DBInstanceIdentifier,
    settings: { ...readerFrom(reader, point) },
  }));
  return {
    settings: { ...carriedFrom(raw.cluster, point) },
    writer: { ...writerFrom(writer, point) },
    ...(readers.length > 0 ? { readers } : {}),
  };
}

/** What the instance that takes the writes is made of. The cluster holds the rest: port, security groups, backups. */
export function writerFrom(source: Instance, point: RestorePoint): Writer {
  const isOther = isOtherMajor(source.Engine, source.EngineVersion, point);
  return clean<Writer>({
    DBInstanceClass: source.DBInstanceClass,
    Engine: source.Engine,
    DBParameterGroupName: isOther ? undefined : source.DBParameterGroups?.[0]?.DBParameterGroupName,
    PubliclyAccessible: source.PubliclyAccessible,
    AutoMinorVersionUpgrade: source.AutoMinorVersionUpgrade,
    PromotionTier: source.PromotionTier,
    PreferredMaintenanceWindow: source.PreferredMaintenanceWindow,
    CACertificateIdentifier: source.CACertificateIdentifier,
    ...monitoringOf(source),
    Tags: ownTags(source.TagList),
  });
}

/**
 * What an instance that reads is made of. Amazon shows a zone whether somebody chose it or not, and readers are spread over
 * zones for a reason, so it is asked for where that keeps them apart: see `readers.ts`.
 */
export const readerFrom = (source: Instance, point: RestorePoint): Writer =>
  clean<Writer>({ ...writerFrom(source, point), AvailabilityZone: source.AvailabilityZone });

type Watched = Pick<
  DBCluster & Instance,
  | 'MonitoringInterval'
  | 'MonitoringRoleArn'
  | 'PerformanceInsightsEnabled'
  | 'PerformanceInsightsKMSKeyId'
  | 'PerformanceInsightsRetentionPeriod'
>;

/** Off by default: it is named only where it is on, as its other members are then required, and else refused. */
const monitoringOf = (source: Watched) => ({
  ...(source.MonitoringInterval
    ? { MonitoringInterval: source.MonitoringInterval, MonitoringRoleArn: source.MonitoringRoleArn }
    : {}),
  ...(source.PerformanceInsightsEnabled
    ? {
        EnablePerformanceInsights: true,
        PerformanceInsightsKMSKeyId: source.PerformanceInsightsKMSKeyId,
        PerformanceInsightsRetentionPeriod: source.PerformanceInsightsRetentionPeriod,
      }
    : {}),
});
