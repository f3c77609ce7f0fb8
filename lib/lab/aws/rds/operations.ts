import type * as Rds from '@aws-sdk/client-rds';
import { AwsFault } from '../fault';
import type { Answer } from '../operation';
import { CLUSTER_WRITES, clusterOperations } from './cluster/operations';
import { clusterArn } from './cluster/world';
import { bringBack, keepData } from './data';
import { page } from './page';
import { restore } from './restore';
import { instanceView, snapshotView } from './views';
import { arnOf, contentAt, type Instance, instanceNamed, type Snapshot, statusOf, type World, windowOf } from './world';

export const WRITES = new Set([
  'CreateDBSnapshot',
  'RestoreDBInstanceFromDBSnapshot',
  'RestoreDBInstanceToPointInTime',
  'AddTagsToResource',
  ...CLUSTER_WRITES,
]);

/** Answers and errors as the API reference has them. */
export function operations(world: World): Record<string, (input: never) => Answer> {
  return {
    DescribeDBInstances: (input: Rds.DescribeDBInstancesMessage) => describeInstances(world, input),
    DescribeDBSnapshots: (input: Rds.DescribeDBSnapshotsMessage) => describeSnapshots(world, input),
    DescribeDBInstanceAutomatedBackups: (input: Rds.DescribeDBInstanceAutomatedBackupsMessage) =>
      describeBackups(world, input),
    DescribeAccountAttributes: () => ({
      body: {
        AccountQuotas: [
          { AccountQuotaName: 'DBInstances', Used: world.instances.length, Max: world.quota },
          { AccountQuotaName: 'DBClusters', Used: world.clusters.length, Max: world.clusterQuota },
        ],
      },
    }),
    DescribeBlueGreenDeployments: () => ({
      body: {
        BlueGreenDeployments: world.blueGreen.map(({ name, source, status }) => ({
          BlueGreenDeploymentIdentifier: `bgd-${name}`,
          BlueGreenDeploymentName: name,
          Source: world.clusters.some(({ id }) => id === source)
            ? clusterArn(world, 'cluster', source)
            : arnOf(world, 'db', source),
          Status: status,
        })),
      },
    }),
    CreateDBSnapshot: (input: Rds.CreateDBSnapshotMessage) => createSnapshot(world, input),
    RestoreDBInstanceFromDBSnapshot: (input: Rds.RestoreDBInstanceFromDBSnapshotMessage) => fromSnapshot(world, input),
    RestoreDBInstanceToPointInTime: (input: never) => toPointInTime(world, input),
    AddTagsToResource: (input: Rds.AddTagsToResourceMessage) => addTags(world, input),
    ...clusterOperations(world),
  };
}

function describeInstances(world: World, input: Rds.DescribeDBInstancesMessage): Answer {
  const { DBInstanceIdentifier: id, Filters: filters = [] } = input;
  const unknown = filters.find(({ Name }) => Name !== 'db-cluster-id');
  if (unknown) throw invalid('InvalidParameterValue', `Unrecognized filter name: ${unknown.Name}`);
  // "db-cluster-id - Accepts DB cluster identifiers and DB cluster Amazon Resource Names (ARNs)."
  const isWanted = ({ settings: { DBClusterIdentifier: of = '' } }: Instance) =>
    filters.every(({ Values = [] }) => Values.includes(of) || Values.includes(clusterArn(world, 'cluster', of)));
  const found = (id === undefined ? world.instances : [instanceNamed(world, id)]).filter(isWanted);
  const { items, ...more } = page(found, input);
  return { body: { DBInstances: items.map((each) => instanceView(world, each)), ...more } };
}

function describeSnapshots(world: World, input: Rds.DescribeDBSnapshotsMessage): Answer {
  const {
    DBSnapshotIdentifier: id,
    DBInstanceIdentifier: instanceId,
    DbiResourceId: resourceId,
    SnapshotType: type,
  } = input;
  const found =
    id === undefined
      ? world.snapshots.filter(
          (each) =>
            (instanceId === undefined || each.instanceId === instanceId) &&
            (resourceId === undefined || each.resourceId === resourceId) &&
            (type === undefined ? each.type !== 'awsbackup' : each.type === type),
        )
      : [snapshotNamed(world, id)].filter((each) => type === undefined || each.type === type);
  const { items, ...more } = page(found, input);
  return { body: { DBSnapshots: items.map((each) => snapshotView(world, each)), ...more } };
}

function snapshotNamed(world: World, id = ''): Snapshot {
  const found = world.snapshots.find((each) => each.id === id || arnOf(world, 'snapshot', each.id) === id);
  if (found) return found;
  throw new AwsFault('DBSnapshotNotFound', `DBSnapshot ${id} not found.`, 404);
}

function describeBackups(world: World, input: Rds.DescribeDBInstanceAutomatedBackupsMessage): Answer {
  const found = world.instances.filter(
    (each) => input.DbiResourceId === undefined || each.resourceId === input.DbiResourceId,
  );
  const { items, ...more } = page(found, input);
  return {
    body: {
      DBInstanceAutomatedBackups: items.flatMap((instance) => {
        const window = windowOf(world, instance);
        if (!window) return [];
        const [EarliestTime, LatestTime] = [window.earliestMs, window.latestMs].map((ms) => new Date(ms).toISOString());
        const RestoreWindow = { EarliestTime, LatestTime };
        return [
          { DBInstanceIdentifier: instance.id, DbiResourceId: instance.resourceId, RestoreWindow, Status: 'active' },
        ];
      }),
      ...more,
    },
  };
}

export function createSnapshot(world: World, input: Rds.CreateDBSnapshotMessage): Answer {
  const { DBSnapshotIdentifier: id = '', DBInstanceIdentifier: instanceId, Tags: tags = [] } = input;
  const instance = instanceNamed(world, instanceId);
  // Word for word as Amazon answers (cloud-custodian/cloud-custodian, issue 313).
  if (instance.settings.DBClusterIdentifier !== undefined)
    throw invalid(
      'InvalidParameterValue',
      'The specified instance is a member of a cluster and a snapshot cannot be created directly. Please use the CreateDBClusterSnapshot API instead.',
    );
  if (!/^[a-z](?!.*--)[a-z0-9-]{0,254}$/i.test(id) || id.endsWith('-'))
    throw invalid('InvalidParameterValue', `Invalid snapshot identifier: ${id}`);
  if (world.snapshots.some((each) => each.id === id))
    throw invalid(
      'DBSnapshotAlreadyExists',
      `Cannot create the snapshot because a snapshot with the identifier ${id} already exists.`,
    );
  if (statusOf(instance) !== 'available')
    throw invalid(
      'InvalidDBInstanceState',
      `Cannot create a snapshot because the database instance ${instance.id} is not currently in the available state.`,
    );
  const now = Date.now();
  const readyAtMs = now + world.snapshotMs;
  const snapshot: Snapshot = {
    ...{ id, type: 'manual', createdAtMs: now, readyAtMs, tags },
    instanceId: instance.id,
    resourceId: instance.resourceId,
    content: contentAt(instance, now),
    settings: instance.settings,
  };
  world.snapshots.push(snapshot);
  keepData(world, snapshot, instance);
  instance.phases = [{ status: 'backing-up', untilMs: readyAtMs }];
  return { body: { DBSnapshot: snapshotView(world, snapshot) }, changed: 'snapshot' };
}

function fromSnapshot(world: World, input: Rds.RestoreDBInstanceFromDBSnapshotMessage): Answer {
  const { DBInstanceIdentifier: id = '', DBSnapshotIdentifier: snapshotId, ...wanted } = input;
  const snapshot = snapshotNamed(world, snapshotId);
  if (Date.now() < snapshot.readyAtMs || (snapshot.copy ?? 'there') !== 'there')
    throw invalid('InvalidDBSnapshotState', 'Cannot restore a snapshot that is not in the available state.');
  const instance = restore(world, id, snapshot.settings, snapshot.content, wanted);
  bringBack(world, snapshot, instance);
  return restored(world, instance);
}

type PointInTime = Omit<Rds.RestoreDBInstanceToPointInTimeMessage, 'RestoreTime'> & { RestoreTime?: string };

function toPointInTime(world: World, input: PointInTime): Answer {
  const {
    TargetDBInstanceIdentifier: id = '',
    SourceDBInstanceIdentifier: sourceId,
    RestoreTime: time,
    ...rest
  } = input;
  const { UseLatestRestorableTime: latest = false, ...wanted } = rest;
  const source = instanceNamed(world, sourceId);
  if (latest === (time !== undefined))
    throw invalid('InvalidParameterCombination', 'Specify either RestoreTime or UseLatestRestorableTime.');
  const window = windowOf(world, source);
  if (!window) throw invalid('PointInTimeRestoreNotEnabled', `Point in time restore is not enabled for ${source.id}.`);
  const atMs = time === undefined ? window.latestMs : Date.parse(time);
  if (Number.isNaN(atMs) || atMs < window.earliestMs || atMs > window.latestMs)
    throw invalid('InvalidRestoreFault', `The specified instance cannot be restored to a time outside of its window.`);
  return restored(world, restore(world, id, source.settings, contentAt(source, atMs), wanted));
}

const restored = (world: World, instance: Instance): Answer => ({
  body: { DBInstance: instanceView(world, instance) },
  changed: 'instance',
});

function addTags(world: World, { ResourceName: arn, Tags: tags = [] }: Rds.AddTagsToResourceMessage): Answer {
  const instance = world.instances.find((each) => arnOf(world, 'db', each.id) === arn);
  const labelled = instance ?? world.clusters.find((each) => clusterArn(world, 'cluster', each.id) === arn);
  if (!labelled) throw new AwsFault('DBInstanceNotFound', `Could not find a DB Instance matching ${arn}`, 404);
  for (const { Key } of tags)
    if (/^(aws|rds):/.test(Key ?? '')) throw invalid('InvalidParameterValue', `The tag key ${Key} is reserved.`);
  labelled.tags = [...labelled.tags.filter(({ Key }) => !tags.some((tag) => tag.Key === Key)), ...tags];
  return { body: {}, changed: `tags of ${labelled.id}: ${tags.map(({ Key }) => Key).join(', ')}` };
}

const invalid = (code: string, message: string) => new AwsFault(code, message);
