import type { DBInstance, RestoreDBInstanceToPointInTimeMessage } from '@aws-sdk/client-rds';
import type { RestorePoint } from '../restore-points';
import { clean, isOtherMajor } from '../settings';
import { ownTags } from '../tags';

/** Members that both kinds of restore take, but for the one that only a point in time has. */
export type Carried = Omit<
  RestoreDBInstanceToPointInTimeMessage,
  'TargetDBInstanceIdentifier' | 'SourceDBInstanceIdentifier' | 'RestoreTime' | 'UseLatestRestorableTime'
>;

/** Every setting of the source that a restore can be told: Amazon takes its own default for each that it is not told. */
export function carriedFrom(source: DBInstance, point: RestorePoint = { kind: 'time', of: source }): Carried {
  const isSqlServer = source.Engine?.startsWith('sqlserver') ?? false;
  return clean<Carried>({
    DBInstanceClass: source.DBInstanceClass,
    Port: source.Endpoint?.Port,
    DBSubnetGroupName: source.DBSubnetGroup?.DBSubnetGroupName,
    VpcSecurityGroupIds: (source.VpcSecurityGroups ?? []).flatMap(({ VpcSecurityGroupId: id }) => id ?? []),
    ...(isOtherMajor(source.Engine, source.EngineVersion, point) ? {} : groupsOf(source)),
    MultiAZ: source.MultiAZ,
    PubliclyAccessible: source.PubliclyAccessible,
    AutoMinorVersionUpgrade: source.AutoMinorVersionUpgrade,
    DeletionProtection: source.DeletionProtection,
    CopyTagsToSnapshot: source.CopyTagsToSnapshot,
    EnableIAMDatabaseAuthentication: source.IAMDatabaseAuthenticationEnabled,
    EnableCloudwatchLogsExports: source.EnabledCloudwatchLogsExports,
    BackupRetentionPeriod: source.BackupRetentionPeriod,
    PreferredBackupWindow: source.PreferredBackupWindow,
    NetworkType: source.NetworkType,
    CACertificateIdentifier: source.CACertificateIdentifier,
    LicenseModel: source.LicenseModel,
    DedicatedLogVolume: source.DedicatedLogVolume,
    EngineLifecycleSupport: source.EngineLifecycleSupport,
    ProcessorFeatures: source.ProcessorFeatures,
    Domain: source.DomainMemberships?.[0]?.Domain,
    DomainIAMRoleName: source.DomainMemberships?.[0]?.IAMRoleName,
    // "This setting isn't valid for RDS for SQL Server."
    AllocatedStorage: isSqlServer ? undefined : larger(source.AllocatedStorage, point.of.AllocatedStorage),
    ...(point.kind === 'time' ? { MaxAllocatedStorage: source.MaxAllocatedStorage } : {}),
    ...storageOf(source),
    ...(source.MasterUserSecret
      ? { ManageMasterUserPassword: true, MasterUserSecretKmsKeyId: source.MasterUserSecret.KmsKeyId }
      : {}),
    Tags: ownTags(source.TagList),
  });
}

/** Groups belong to a major version. */
const groupsOf = (source: DBInstance) => ({
  DBParameterGroupName: source.DBParameterGroups?.[0]?.DBParameterGroupName,
  OptionGroupName: source.OptionGroupMemberships?.[0]?.OptionGroupName,
});

/**
 * Small gp3 volumes have 3000 IOPS and 125 MiB/s, which DescribeDBInstances shows and a restore refuses to be told ("You
 * can't specify IOPS or storage throughput for … a storage size less than 400").
 */
function storageOf({ StorageType, Iops, StorageThroughput }: DBInstance) {
  const isBaseline = StorageType === 'gp3' && Iops === 3_000 && (StorageThroughput ?? 125) === 125;
  const isProvisioned = StorageType === 'io1' || StorageType === 'io2' || StorageType === 'gp3';
  if (isBaseline || !isProvisioned) return { StorageType };
  return { StorageType, Iops, ...(StorageType === 'gp3' ? { StorageThroughput } : {}) };
}

/** A volume cannot be smaller than the data was. */
const larger = (one: number | undefined, other: number | undefined) => Math.max(one ?? 0, other ?? 0) || undefined;
