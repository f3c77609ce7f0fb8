import type { DBInstance } from '@aws-sdk/client-rds';
import type { Database } from '../database';

export type Instance = DBInstance & {
  DBInstanceIdentifier: string;
  DbiResourceId: string;
  DBInstanceArn: string;
  DBInstanceStatus: string;
};

/** Never to be ("DB instance status" of the user guide). */
const LOST = new Set(['deleting', 'incompatible-restore', 'insufficient-capacity', 'restore-error']);
/** What ends a wait. The SDK's own waiter knows fewer, and repeats on the others until its time is up. */
const HOPELESS = new Set([
  ...LOST,
  'deleted',
  'failed',
  'incompatible-network',
  'incompatible-option-group',
  'incompatible-parameters',
  'inaccessible-encryption-credentials',
  'storage-full',
]);
/** Statuses that a restore passes, in their order; others count as being nearly there. */
const WAY = ['creating', 'modifying', 'backing-up', 'available'];

export function isWhole(instance: DBInstance): instance is Instance {
  const { DBInstanceIdentifier: id, DbiResourceId: resource, DBInstanceArn: arn, DBInstanceStatus: status } = instance;
  return [id, resource, arn, status].every((each) => each !== undefined);
}

/** One that served and then failed for good is the very one to go back from; Amazon gives only such one a birth. */
export function stageOf({ DBInstanceStatus: status, InstanceCreateTime: at }: Instance): Database['stage'] {
  if (status === 'creating') return 'coming';
  return LOST.has(status) || (status === 'failed' && at === undefined) ? 'lost' : 'there';
}

export const troubleOf = ({ DBInstanceStatus: status }: Instance): string | undefined =>
  HOPELESS.has(status) ? status : undefined;

export function databaseFrom(raw: Instance): Database<DBInstance> {
  const { DBInstanceIdentifier: id, DBInstanceStatus: status, DBInstanceClass: size = '' } = raw;
  const at = WAY.indexOf(status);
  return {
    id,
    resourceId: raw.DbiResourceId,
    arn: raw.DBInstanceArn,
    status,
    stage: stageOf(raw),
    trouble: troubleOf(raw),
    isReady: status === 'available' && raw.Endpoint?.Address !== undefined,
    takesSnapshots: status === 'available' || status === 'storage-optimization',
    progress: {
      done: at < 0 ? WAY.length - 2 : at,
      total: WAY.length - 1,
      code: 'database_status',
      params: { name: id, status },
      text: `${id} is ${status}`,
    },
    endpoint: raw.Endpoint?.Address,
    port: raw.Endpoint?.Port,
    tags: raw.TagList ?? [],
    createdAt: raw.InstanceCreateTime,
    engine: raw.Engine ?? '',
    version: raw.EngineVersion ?? '',
    size,
    cost: `${size} and ${raw.AllocatedStorage} GiB`,
    isProtected: raw.DeletionProtection ?? false,
    replicas: [...(raw.ReadReplicaDBInstanceIdentifiers ?? []), ...(raw.ReadReplicaDBClusterIdentifiers ?? [])],
    replicaOf: raw.ReadReplicaSourceDBInstanceIdentifier ?? raw.ReadReplicaSourceDBClusterIdentifier ?? '',
    pending: Object.keys(raw.PendingModifiedValues ?? {}),
    raw,
  };
}
