import type { DBCluster } from '@aws-sdk/client-rds';
import type { Database } from '../database';
import { type Instance, stageOf as stageOfInstance, troubleOf as troubleOfInstance } from '../instance/instance';
import { RESTORED_FROM, tagOf } from '../tags';

export type Cluster = DBCluster & {
  DBClusterIdentifier: string;
  DbClusterResourceId: string;
  DBClusterArn: string;
  Status: string;
};

/** As Amazon describes it, with its instances. */
export interface ClusterRaw {
  cluster: Cluster;
  instances: Instance[];
}

/** "DB cluster status" of the Aurora user guide: not there yet, and never to be. */
const COMING = new Set(['creating', 'migrating']);
const LOST = new Set(['cloning-failed', 'deleting', 'migration-failed']);
const HOPELESS = new Set([...LOST, 'inaccessible-encryption-credentials']);
/** Cluster on its way, without an instance, instance on its way, instance nearly there. */
const STEPS = 4;

export function isWhole(cluster: DBCluster): cluster is Cluster {
  const { DBClusterIdentifier: id, DbClusterResourceId: resource, DBClusterArn: arn, Status } = cluster;
  return [id, resource, arn, Status].every((each) => each !== undefined);
}

/** The instance that takes the writes; absent in a cluster without instances. */
export function writerOf({ cluster, instances }: ClusterRaw): Instance | undefined {
  const member = cluster.DBClusterMembers?.find(({ IsClusterWriter }) => IsClusterWriter);
  return instances.find(({ DBInstanceIdentifier: id }) => id === member?.DBInstanceIdentifier) ?? instances[0];
}

/** Without those that never came to be, or are on their way out. */
export const readersOf = (raw: ClusterRaw): Instance[] =>
  raw.instances.filter((each) => each !== writerOf(raw) && stageOfInstance(each) !== 'lost');

/** A cluster that Repli restores is there once an instance of it was; any other one is what people say it is. */
function stageOf({ cluster, instances }: ClusterRaw): Database['stage'] {
  if (COMING.has(cluster.Status)) return 'coming';
  if (LOST.has(cluster.Status)) return 'lost';
  if (tagOf({ tags: cluster.TagList ?? [] }, RESTORED_FROM) === undefined) return 'there';
  const stages = instances.map(stageOfInstance);
  if (stages.includes('there')) return 'there';
  return stages.includes('lost') ? 'lost' : 'coming';
}

function progressOf(raw: ClusterRaw): Database['progress'] {
  const { DBClusterIdentifier: name, Status: status } = raw.cluster;
  const instance = writerOf(raw);
  const text = `${name} is ${status}`;
  const params = { name, status };
  if (status !== 'available' || !instance)
    return { done: status === 'available' ? 1 : 0, total: STEPS, code: 'database_status', params, text };
  const { DBInstanceIdentifier: writer, DBInstanceStatus: writerStatus } = instance;
  return {
    done: { creating: 2, available: STEPS }[writerStatus] ?? STEPS - 1,
    total: STEPS,
    code: 'writer_status',
    params: { ...params, writer, writerStatus },
    text: `${text}, its writer ${writer} is ${writerStatus}`,
  };
}

/** `3 × db.r6g.large`, with the range of what is serverless. */
function sizesOf({ cluster, instances }: ClusterRaw): string {
  const { MinCapacity, MaxCapacity } = cluster.ServerlessV2ScalingConfiguration ?? {};
  const classes = instances.map(({ DBInstanceClass: size = '' }) => size);
  return [...new Set(classes)]
    .map((size) => {
      const range = size === 'db.serverless' ? ` (${MinCapacity} to ${MaxCapacity} ACU)` : '';
      return `${classes.filter((each) => each === size).length} × ${size}${range}`;
    })
    .join(', ');
}

export function databaseFrom(raw: ClusterRaw): Database<ClusterRaw> {
  const { cluster } = raw;
  const writer = writerOf(raw);
  const isAvailable = cluster.Status === 'available';
  const status = isAvailable ? (writer?.DBInstanceStatus ?? 'without-writer') : cluster.Status;
  const pending = [cluster.PendingModifiedValues ?? {}, writer?.PendingModifiedValues ?? {}];
  return {
    id: cluster.DBClusterIdentifier,
    resourceId: cluster.DbClusterResourceId,
    arn: cluster.DBClusterArn,
    status,
    stage: stageOf(raw),
    trouble: HOPELESS.has(cluster.Status)
      ? cluster.Status
      : writer && isAvailable
        ? troubleOfInstance(writer)
        : undefined,
    isReady: status === 'available' && cluster.Endpoint !== undefined,
    takesSnapshots: isAvailable,
    progress: progressOf(raw),
    endpoint: cluster.Endpoint,
    port: cluster.Port,
    tags: cluster.TagList ?? [],
    createdAt: cluster.ClusterCreateTime,
    engine: cluster.Engine ?? '',
    version: cluster.EngineVersion ?? '',
    size: sizesOf(raw),
    cost: `${sizesOf(raw)} and the storage of its data`,
    isProtected: cluster.DeletionProtection ?? false,
    replicas: cluster.ReadReplicaIdentifiers ?? [],
    replicaOf: cluster.ReplicationSourceIdentifier ?? '',
    pending: pending.flatMap(Object.keys),
    raw,
  };
}
