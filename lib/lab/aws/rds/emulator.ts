import * as sdk from '@aws-sdk/client-rds';
import { z } from 'zod';
import type { Emulator } from '../../emulator/contract';
import { queryWire } from '../query';
import { withSts } from '../sts/emulator';
import { actions } from './actions';
import { seedCluster } from './cluster/seed';
import { copiesIn } from './copies';
import { takeUp } from './data';
import { operations, WRITES } from './operations';
import { ACCOUNT, type Instance, nextResourceId, type Settings, type Snapshot, type World } from './world';

const DAY_MS = 86_400_000;

/** What the process that starts it says. */
const emulatorOptions = z.object({
  region: z.string().default('eu-west-3'),
  accessKeyId: z.string().default('AKIAEMULATOR'),
  sessionToken: z.string().optional(),
  instance: z.string().default('shop-db'),
  /** Daily ones, the newest of this morning. */
  snapshots: z.number().int().min(0).default(7),
  retentionDays: z.number().int().min(0).max(35).default(7),
  /** Real ones take ten minutes and more. */
  restoreMs: z.number().positive().default(20_000),
  snapshotMs: z.number().positive().default(5_000),
  logsStopped: z.boolean().default(false),
  quota: z.number().int().default(40),
  /** Identifier of an Aurora cluster that is there as well, with as many snapshots; none by default. */
  cluster: z.string().optional(),
  clusterQuota: z.number().int().default(40),
  /**
   * Address of a PostgreSQL server, as its superuser: each instance is then a database there and each snapshot a copy of
   * one. There are no transaction logs to restore a time from, so automated backups are off.
   */
  server: z.string().optional(),
  /** What the names of these databases begin with: several emulators may share a server. */
  prefix: z.string().default('rds'),
  /** What `state()` answered earlier. */
  state: z.custom<World>().optional(),
});

/** RDS in miniature: instances and Aurora clusters, their snapshots and their point-in-time windows. */
export function rdsEmulator(input: Record<string, unknown>): Emulator {
  const options = emulatorOptions.parse(input);
  const world = openWorld(options);
  const wire = queryWire({
    sdk,
    service: 'rds',
    version: '2014-10-31',
    namespace: 'http://rds.amazonaws.com/doc/2014-10-31/',
    identity: world.identity,
    operations: operations(world),
    writes: WRITES,
  });
  const emulator: Emulator = {
    ...wire,
    actions: actions(world),
    state: () => ({ ...world, identity: undefined, copies: undefined }),
    // Without what time alone changes.
    everything: () => ({
      instances: world.instances.map(({ id, resourceId, settings, tags, contents, copy }) => ({
        id,
        resourceId,
        settings,
        tags,
        contents,
        copy,
      })),
      snapshots: world.snapshots.map(({ id, content, tags, copy }) => ({ id, content, tags, copy })),
      clusters: world.clusters.map(({ id, resourceId, settings, tags, contents }) => ({
        id,
        resourceId,
        settings,
        tags,
        contents,
      })),
      clusterSnapshots: world.clusterSnapshots.map(({ id, content, tags }) => ({ id, content, tags })),
    }),
  };
  return withSts(emulator, world.identity);
}

type Options = z.output<typeof emulatorOptions>;

function openWorld(options: Options): World {
  const fresh = seeded(options.server === undefined ? options : { ...options, snapshots: 0, retentionDays: 0 });
  const { identity, region, restoreMs, snapshotMs } = fresh;
  const world = options.state ? { ...fresh, ...options.state, identity, region, restoreMs, snapshotMs } : fresh;
  if (options.server === undefined) return world;
  world.copies = copiesIn(options.server, options.prefix);
  takeUp(world, world.copies);
  return world;
}

function seeded(options: Options): World {
  const { region, accessKeyId, sessionToken, instance: id, restoreMs, snapshotMs, quota } = options;
  const world: World = {
    ...{ region, restoreMs, snapshotMs, quota },
    logsStoppedAtMs: options.logsStopped ? Date.now() : undefined,
    identity: { accessKeyId, region, sessionToken },
    instances: [],
    snapshots: [],
    fate: 'available',
    parameterGroups: {
      'shop-postgres16': 'postgres16',
      'default.postgres16': 'postgres16',
      'shop-cluster-16': 'aurora-postgresql16',
      'shop-aurora-16': 'aurora-postgresql16',
    },
    blueGreen: [],
    clusters: [],
    clusterSnapshots: [],
    clusterQuota: options.clusterQuota,
    writerFate: 'available',
    readerFate: 'available',
    made: 0,
  };
  const now = Date.now();
  const days = Array.from({ length: options.snapshots }, (_, index) => options.snapshots - index);
  const instance: Instance = {
    id,
    resourceId: nextResourceId(world),
    settings: settingsOf(region, options.retentionDays),
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
  world.instances.push(instance);
  for (const day of days)
    world.snapshots.push({
      ...kindOf(id, day, now),
      instanceId: id,
      resourceId: instance.resourceId,
      createdAtMs: now - day * DAY_MS,
      readyAtMs: now - day * DAY_MS,
      content: `${day} days ago`,
      settings: instance.settings,
      tags: [],
    });
  if (options.cluster !== undefined)
    seedCluster(world, options.cluster, options.snapshots, Math.max(1, options.retentionDays));
  return world;
}

/** Names as Amazon and AWS Backup give them, and one that somebody took by hand each five days. */
function kindOf(id: string, day: number, now: number): Pick<Snapshot, 'id' | 'type'> {
  if (day % 5 === 0) return { id: `before-release-${day}`, type: 'manual' };
  if (day % 6 === 0) return { id: `awsbackup:job-${day}`, type: 'awsbackup' };
  const minute = new Date(now - day * DAY_MS).toISOString().slice(0, 16).replace(/[T:]/g, '-');
  return { id: `rds:${id}-${minute}`, type: 'automated' };
}

/** A database with everything set otherwise than by default, so that what is not carried over shows. */
function settingsOf(region: string, retentionDays: number): Settings {
  return {
    DBInstanceClass: 'db.m6g.large',
    Engine: 'postgres',
    EngineVersion: '16.3',
    MasterUsername: 'shop',
    LicenseModel: 'postgresql-license',
    AllocatedStorage: 100,
    MaxAllocatedStorage: 500,
    StorageType: 'gp3',
    Iops: 3_000,
    StorageThroughput: 125,
    StorageEncrypted: true,
    KmsKeyId: `arn:aws:kms:${region}:${ACCOUNT}:key/00000000-0000-4000-8000-000000000000`,
    Endpoint: { Port: 5_433 },
    MultiAZ: true,
    PubliclyAccessible: true,
    AutoMinorVersionUpgrade: false,
    DeletionProtection: true,
    CopyTagsToSnapshot: true,
    IAMDatabaseAuthenticationEnabled: true,
    EnabledCloudwatchLogsExports: ['postgresql', 'upgrade'],
    BackupRetentionPeriod: retentionDays,
    PreferredBackupWindow: '01:00-01:30',
    PreferredMaintenanceWindow: 'sun:02:00-sun:03:00',
    NetworkType: 'IPV4',
    CACertificateIdentifier: 'rds-ca-rsa4096-g1',
    DBSubnetGroup: { DBSubnetGroupName: 'shop-private' },
    VpcSecurityGroups: [{ VpcSecurityGroupId: 'sg-0123456789abcdef0', Status: 'active' }],
    DBParameterGroups: [{ DBParameterGroupName: 'shop-postgres16', ParameterApplyStatus: 'in-sync' }],
    OptionGroupMemberships: [{ OptionGroupName: 'default:postgres-16', Status: 'in-sync' }],
    MonitoringInterval: 60,
    MonitoringRoleArn: `arn:aws:iam::${ACCOUNT}:role/rds-monitoring`,
    PerformanceInsightsEnabled: true,
    ReadReplicaDBInstanceIdentifiers: [],
  };
}
