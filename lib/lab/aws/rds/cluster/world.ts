import type { DBCluster, Tag } from '@aws-sdk/client-rds';
import { AwsFault } from '../../fault';
import { ACCOUNT, ENDPOINT_SUFFIX, type Instance, type World } from '../world';

/** What a cluster is set to, under the names of DescribeDBClusters, timestamps and derived members left out. */
export type ClusterSettings = Pick<
  DBCluster,
  | 'ActivityStreamStatus'
  | 'AssociatedRoles'
  | 'AvailabilityZones'
  | 'BackupRetentionPeriod'
  | 'ClusterScalabilityType'
  | 'CopyTagsToSnapshot'
  | 'CustomEndpoints'
  | 'DBClusterParameterGroup'
  | 'DBSubnetGroup'
  | 'DatabaseInsightsMode'
  | 'DeletionProtection'
  | 'EnabledCloudwatchLogsExports'
  | 'Engine'
  | 'EngineMode'
  | 'EngineVersion'
  | 'GlobalClusterIdentifier'
  | 'HttpEndpointEnabled'
  | 'IAMDatabaseAuthenticationEnabled'
  | 'KmsKeyId'
  | 'MasterUserSecret'
  | 'MasterUsername'
  | 'NetworkType'
  | 'PendingModifiedValues'
  | 'Port'
  | 'PreferredBackupWindow'
  | 'PreferredMaintenanceWindow'
  | 'ReadReplicaIdentifiers'
  | 'ReplicationSourceIdentifier'
  | 'ServerlessV2ScalingConfiguration'
  | 'StorageEncrypted'
  | 'StorageType'
  | 'VpcSecurityGroups'
>;

export interface Cluster {
  id: string;
  resourceId: string;
  settings: ClusterSettings;
  tags: Tag[];
  createdAtMs: number;
  /** What was in it from when on, oldest first: any text stands for the data. */
  contents: { atMs: number; content: string }[];
  /** Passed through one after the other, then `resting`. */
  phases: { status: string; untilMs: number }[];
  resting: string;
  held: boolean;
}

export interface ClusterSnapshot {
  id: string;
  type: 'automated' | 'manual';
  clusterId: string;
  resourceId: string;
  createdAtMs: number;
  readyAtMs: number;
  content: string;
  settings: ClusterSettings;
  tags: Tag[];
}

/** Kept apart from instances, which know nothing of them. */
export interface Clusters {
  clusters: Cluster[];
  clusterSnapshots: ClusterSnapshot[];
  clusterQuota: number;
  /** How the instances that are made next end: the first of a cluster, and those after it. */
  writerFate: 'available' | 'insufficient-capacity';
  readerFate: 'available' | 'insufficient-capacity' | 'held';
}

export const clusterArn = (world: World, kind: 'cluster' | 'cluster-snapshot', id: string): string =>
  `arn:aws:rds:${world.region}:${ACCOUNT}:${kind}:${id}`;

/** "mydbcluster.cluster-c7tj4example.us-east-1.rds.amazonaws.com" (Aurora user guide, "Amazon Aurora endpoint connections"). */
export const clusterEndpoint = (world: World, id: string, of: 'cluster' | 'cluster-ro' = 'cluster'): string =>
  `${id}.${of}-${ENDPOINT_SUFFIX}.${world.region}.rds.amazonaws.com`;

export const nextClusterId = (world: World): string => `cluster-${String(++world.made).padStart(26, 'EMULATED')}`;

export const instancesOf = (world: World, { id }: Cluster): Instance[] =>
  world.instances.filter(({ settings }) => settings.DBClusterIdentifier === id);

/** What was in the cluster at a time. */
export const clusterContentAt = ({ contents }: Cluster, atMs: number): string =>
  contents.findLast((each) => each.atMs <= atMs)?.content ?? '';

export function clusterNamed(world: World, id = ''): Cluster {
  const found = world.clusters.find((each) => each.id === id.toLowerCase());
  if (found) return found;
  throw new AwsFault('DBClusterNotFoundFault', `DBCluster ${id} not found.`, 404);
}

/** "Each Aurora DB cluster hosts copies of its storage in three separate Availability Zones" (CreateDBInstance). */
export const zonesOf = (region: string): string[] => ['a', 'b', 'c'].map((letter) => region + letter);

export const auroraFamilyOf = ({ Engine, EngineVersion = '' }: ClusterSettings): string =>
  `${Engine}${EngineVersion.split('.')[0]}`;
