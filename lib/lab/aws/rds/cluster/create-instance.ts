import type { CreateDBInstanceMessage } from '@aws-sdk/client-rds';
import { AwsFault } from '../../fault';
import { type Instance, nextResourceId, statusOf, type World } from '../world';
import { invalid } from './restore';
import { auroraFamilyOf, type Cluster, clusterNamed, instancesOf } from './world';

/** "This setting doesn't apply to Amazon Aurora DB instances" (CreateDBInstance of the API reference): the cluster has them. */
const OF_THE_CLUSTER = [
  'AllocatedStorage',
  'BackupRetentionPeriod',
  'EnableCloudwatchLogsExports',
  'EngineVersion',
  'Iops',
  'KmsKeyId',
  'MasterUserPassword',
  'MasterUsername',
  'MultiAZ',
  'OptionGroupName',
  'Port',
  'PreferredBackupWindow',
  'StorageEncrypted',
  'StorageType',
  'VpcSecurityGroupIds',
] as const;

/** Up to which share of its time a new instance is in each status. */
const PHASES = [
  ['creating', 0.7],
  ['configuring-enhanced-monitoring', 1],
] as const;

/** An instance of a cluster; the emulator makes no other ones. The first of a cluster takes its writes. */
export function createInstance(world: World, input: CreateDBInstanceMessage): Instance {
  const { DBInstanceIdentifier: id = '', Tags: tags = [], DBClusterIdentifier: clusterId } = input;
  const cluster = clusterNamed(world, clusterId);
  refuse(world, id, cluster, input);
  const now = Date.now();
  const fate = instancesOf(world, cluster).length === 0 ? world.writerFate : world.readerFate;
  const isLost = fate === 'insufficient-capacity';
  const phases = PHASES.map(([status, share]) => ({ status, untilMs: now + (world.restoreMs / 2) * share }));
  const instance: Instance = {
    id: id.toLowerCase(),
    resourceId: nextResourceId(world),
    settings: {
      ...settingsOf(cluster, input),
      AvailabilityZone: input.AvailabilityZone ?? emptiestZone(world, cluster),
    },
    tags,
    createdAtMs: now,
    contents: [],
    phases: isLost ? phases.slice(0, 1) : phases,
    resting: isLost ? fate : 'available',
    held: [world.fate, fate].includes('held'),
  };
  world.instances.push(instance);
  return instance;
}

function refuse(world: World, id: string, cluster: Cluster, input: CreateDBInstanceMessage): void {
  if (!/^[a-z](?!.*--)[a-z0-9-]{0,62}$/i.test(id) || id.endsWith('-'))
    throw invalid('InvalidParameterValue', 'The parameter DBInstanceIdentifier is not a valid identifier.');
  if (world.instances.some((each) => each.id === id.toLowerCase()))
    throw invalid('DBInstanceAlreadyExists', 'DB instance already exists');
  // "You can create DB instances only after the … action has completed and the DB cluster is available."
  if (statusOf(cluster) !== 'available')
    throw invalid('InvalidDBClusterStateFault', `DB Cluster ${cluster.id} is not in the available state.`);
  if (world.instances.length >= world.quota) throw invalid('InstanceQuotaExceeded', 'Too many DB instances');
  const foreign = OF_THE_CLUSTER.find((member) => input[member] !== undefined);
  if (foreign)
    throw invalid(
      'InvalidParameterCombination',
      `The requested DB Instance will be a member of a DB Cluster. Set ${foreign} for the DB Cluster.`,
    );
  if (input.Engine !== cluster.settings.Engine)
    throw invalid(
      'InvalidParameterCombination',
      `The engine name requested for your DB instance (${input.Engine}) doesn't match the engine name of your DB cluster (${cluster.settings.Engine}).`,
    );
  if (input.MonitoringInterval && !input.MonitoringRoleArn)
    throw invalid(
      'InvalidParameterCombination',
      'A MonitoringRoleARN value is required if you specify a MonitoringInterval value other than 0.',
    );
  if (input.DBInstanceClass === 'db.serverless' && !cluster.settings.ServerlessV2ScalingConfiguration)
    throw invalid(
      'InvalidParameterValue',
      'Set the Serverless v2 scaling configuration on the parent DB cluster before creating a Serverless v2 DB instance.',
    );
  // "Valid Values: 0 - 15".
  if (input.PromotionTier !== undefined && !(input.PromotionTier >= 0 && input.PromotionTier <= 15))
    throw invalid('InvalidParameterValue', `Invalid promotion tier: ${input.PromotionTier}`);
  // "Specify one of these Availability Zones": those in which the cluster has its storage.
  const { AvailabilityZone: zone } = input;
  if (zone !== undefined && !cluster.settings.AvailabilityZones?.includes(zone))
    throw invalid(
      'InvalidParameterCombination',
      `The cluster ${cluster.id} has no storage in the Availability Zone ${zone}.`,
    );
  refuseGroup(world, cluster, input.DBParameterGroupName);
}

/** "Aurora automatically chooses an appropriate Availability Zone if you don't specify one." */
function emptiestZone(world: World, cluster: Cluster): string | undefined {
  const taken = instancesOf(world, cluster).map(({ settings }) => settings.AvailabilityZone);
  const countOf = (zone: string) => taken.filter((each) => each === zone).length;
  return [...(cluster.settings.AvailabilityZones ?? [])].sort((a, b) => countOf(a) - countOf(b))[0];
}

function refuseGroup(world: World, { settings }: Cluster, group: string | undefined): void {
  if (group === undefined) return;
  const family = world.parameterGroups[group];
  if (family === undefined) throw new AwsFault('DBParameterGroupNotFound', `DBParameterGroup not found: ${group}`, 404);
  if (family === auroraFamilyOf(settings)) return;
  throw invalid(
    'InvalidParameterCombination',
    `The Parameter Group ${group} with DBParameterGroupFamily ${family} can't be used for this instance.`,
  );
}

function settingsOf({ id, settings: cluster }: Cluster, wanted: CreateDBInstanceMessage): Instance['settings'] {
  const { Engine, EngineVersion, Port, StorageEncrypted, VpcSecurityGroups } = cluster;
  return {
    ...{ Engine, EngineVersion, StorageEncrypted, VpcSecurityGroups },
    DBClusterIdentifier: id,
    Endpoint: { Port },
    AllocatedStorage: 1,
    StorageType: cluster.StorageType,
    DBInstanceClass: wanted.DBInstanceClass,
    DBSubnetGroup: { DBSubnetGroupName: cluster.DBSubnetGroup },
    DBParameterGroups: [
      {
        DBParameterGroupName: wanted.DBParameterGroupName ?? `default.${auroraFamilyOf(cluster)}`,
        ParameterApplyStatus: 'in-sync',
      },
    ],
    PubliclyAccessible: wanted.PubliclyAccessible ?? false,
    AutoMinorVersionUpgrade: wanted.AutoMinorVersionUpgrade ?? true,
    PromotionTier: wanted.PromotionTier ?? 1,
    PreferredMaintenanceWindow: wanted.PreferredMaintenanceWindow ?? 'mon:04:00-mon:04:30',
    CACertificateIdentifier: wanted.CACertificateIdentifier ?? 'rds-ca-rsa2048-g1',
    MonitoringInterval: wanted.MonitoringInterval ?? 0,
    MonitoringRoleArn: wanted.MonitoringRoleArn,
    PerformanceInsightsEnabled: wanted.EnablePerformanceInsights ?? false,
    PerformanceInsightsKMSKeyId: wanted.PerformanceInsightsKMSKeyId,
    PerformanceInsightsRetentionPeriod: wanted.PerformanceInsightsRetentionPeriod,
  };
}
