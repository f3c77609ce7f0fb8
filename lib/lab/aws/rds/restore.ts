import type {
  RestoreDBInstanceFromDBSnapshotMessage,
  RestoreDBInstanceToPointInTimeMessage,
} from '@aws-sdk/client-rds';
import { AwsFault } from '../fault';
import { type Instance, nextResourceId, type Settings, type World } from './world';

type Wanted = Omit<RestoreDBInstanceFromDBSnapshotMessage, 'DBInstanceIdentifier' | 'DBSnapshotIdentifier'> &
  Pick<RestoreDBInstanceToPointInTimeMessage, 'MaxAllocatedStorage'>;

/** Up to which share of the whole time a restore is in each status. */
const PHASES = [
  ['creating', 0.6],
  ['modifying', 0.7],
  ['backing-up', 1],
] as const;

/**
 * Makes a new instance. What is not asked for is not taken from the source: default security group, default parameter
 * group, one zone, no protection (RestoreDBInstanceFromDBSnapshot, RestoreDBInstanceToPointInTime of the API reference).
 */
export function restore(world: World, id: string, source: Settings, content: string, wanted: Wanted): Instance {
  refuse(world, id, source, wanted);
  const now = Date.now();
  const phases = PHASES.map(([status, share]) => ({ status, untilMs: now + world.restoreMs * share }));
  const instance: Instance = {
    id: id.toLowerCase(),
    resourceId: nextResourceId(world),
    settings: settingsOf(source, wanted),
    tags: wanted.Tags ?? [],
    createdAtMs: now,
    contents: [{ atMs: now, content }],
    phases: world.fate === 'incompatible-restore' ? phases.slice(0, 1) : phases,
    resting: world.fate === 'incompatible-restore' ? 'incompatible-restore' : 'available',
    held: world.fate === 'held',
  };
  world.instances.push(instance);
  return instance;
}

function refuse(world: World, id: string, source: Settings, wanted: Wanted): void {
  if (!/^[a-z](?!.*--)[a-z0-9-]{0,62}$/i.test(id) || id.endsWith('-'))
    throw invalid('InvalidParameterValue', `The parameter DBInstanceIdentifier is not a valid identifier.`);
  if (world.instances.some((each) => each.id === id.toLowerCase()))
    throw invalid('DBInstanceAlreadyExists', 'DB instance already exists');
  if (world.instances.length >= world.quota) throw invalid('InstanceQuotaExceeded', 'Too many DB instances');
  if (wanted.MultiAZ === true && wanted.AvailabilityZone !== undefined)
    throw invalid(
      'InvalidParameterCombination',
      'Requesting a specific availability zone is not valid for Multi-AZ instances.',
    );
  const storage = wanted.AllocatedStorage ?? source.AllocatedStorage ?? 0;
  if (storage < (source.AllocatedStorage ?? 0))
    throw invalid('InvalidParameterValue', 'Storage size cannot be smaller than that of the source.');
  if (wanted.StorageType === 'gp3' && wanted.Iops !== undefined && storage < 400)
    throw invalid(
      'InvalidParameterCombination',
      `You can't specify IOPS or storage throughput for engine ${source.Engine} and a storage size less than 400.`,
    );
  const group = wanted.DBParameterGroupName;
  const family = group === undefined ? undefined : world.parameterGroups[group];
  if (group !== undefined && family === undefined)
    throw new AwsFault('DBParameterGroupNotFound', `DBParameterGroup not found: ${group}`, 404);
  if (family !== undefined && family !== familyOf(source))
    throw invalid(
      'InvalidParameterCombination',
      `The Parameter Group ${group} with DBParameterGroupFamily ${family} can't be used for this instance.`,
    );
}

const invalid = (code: string, message: string) => new AwsFault(code, message);

export const familyOf = ({ Engine, EngineVersion = '' }: Settings): string => `${Engine}${EngineVersion.split('.')[0]}`;

/** What a restore takes for what it is not told. */
const DEFAULTS = {
  Port: 5_432,
  MultiAZ: false,
  PubliclyAccessible: false,
  AutoMinorVersionUpgrade: true,
  DeletionProtection: false,
  CopyTagsToSnapshot: false,
  EnableIAMDatabaseAuthentication: false,
  PreferredBackupWindow: '03:00-03:30',
  NetworkType: 'IPV4',
  CACertificateIdentifier: 'rds-ca-rsa2048-g1',
  DBSubnetGroupName: 'default',
  VpcSecurityGroupIds: ['sg-default'],
};

function settingsOf(source: Settings, wanted: Wanted): Settings {
  const { DBInstanceClass, Engine, EngineVersion, MasterUsername, StorageEncrypted, KmsKeyId, LicenseModel } = source;
  const { AllocatedStorage, StorageType, BackupRetentionPeriod } = source;
  const kept = { DBInstanceClass, AllocatedStorage, StorageType, BackupRetentionPeriod, LicenseModel };
  const group = { DBParameterGroupName: `default.${familyOf(source)}`, OptionGroupName: `default:${Engine}-16` };
  const all = { ...DEFAULTS, ...kept, ...group, ...wanted };
  const baseline = all.StorageType === 'gp3' ? { Iops: 3_000, StorageThroughput: 125 } : {};
  return {
    ...{ Engine, EngineVersion, MasterUsername, StorageEncrypted, KmsKeyId, ...baseline },
    DBInstanceClass: all.DBInstanceClass,
    LicenseModel: all.LicenseModel,
    AllocatedStorage: all.AllocatedStorage,
    MaxAllocatedStorage: all.MaxAllocatedStorage,
    StorageType: all.StorageType,
    ...(all.Iops === undefined ? {} : { Iops: all.Iops, StorageThroughput: all.StorageThroughput }),
    Endpoint: { Port: all.Port },
    MultiAZ: all.MultiAZ,
    PubliclyAccessible: all.PubliclyAccessible,
    AutoMinorVersionUpgrade: all.AutoMinorVersionUpgrade,
    DeletionProtection: all.DeletionProtection,
    CopyTagsToSnapshot: all.CopyTagsToSnapshot,
    IAMDatabaseAuthenticationEnabled: all.EnableIAMDatabaseAuthentication,
    EnabledCloudwatchLogsExports: all.EnableCloudwatchLogsExports,
    BackupRetentionPeriod: all.BackupRetentionPeriod,
    PreferredBackupWindow: all.PreferredBackupWindow,
    NetworkType: all.NetworkType,
    CACertificateIdentifier: all.CACertificateIdentifier,
    DBSubnetGroup: { DBSubnetGroupName: all.DBSubnetGroupName },
    VpcSecurityGroups: (all.VpcSecurityGroupIds ?? []).map((VpcSecurityGroupId) => ({
      VpcSecurityGroupId,
      Status: 'active',
    })),
    DBParameterGroups: [{ DBParameterGroupName: all.DBParameterGroupName, ParameterApplyStatus: 'in-sync' }],
    OptionGroupMemberships: [{ OptionGroupName: all.OptionGroupName, Status: 'in-sync' }],
    MonitoringInterval: 0,
    PerformanceInsightsEnabled: false,
  };
}
