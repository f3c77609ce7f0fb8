import type { DBInstance, DBSnapshot } from '@aws-sdk/client-rds';
import type { Rds } from '../client';
import type { Database } from '../database';
import { allPages } from '../pages';
import type { Snapshot, Window } from '../restore-points';

/** All snapshots of one instance, in no order. */
export async function readSnapshots(rds: Rds, DbiResourceId: string, signal: AbortSignal): Promise<Snapshot[]> {
  // "If you don't specify a SnapshotType value, then both automated and manual snapshots are returned."
  const wanted = [{ DbiResourceId }, { DbiResourceId, SnapshotType: 'awsbackup' }];
  const lists = await Promise.all(wanted.map((which) => snapshotsOf(rds, which, signal)));
  return lists.flat();
}

async function snapshotsOf(
  rds: Rds,
  which: { DbiResourceId: string; SnapshotType?: string },
  signal: AbortSignal,
): Promise<Snapshot[]> {
  const all = await allPages((page) =>
    rds.call(signal, async (client, { DescribeDBSnapshotsCommand }, options) => {
      const { DBSnapshots, Marker } = await client.send(new DescribeDBSnapshotsCommand({ ...which, ...page }), options);
      return { items: DBSnapshots, Marker };
    }),
  );
  return all.flatMap(snapshotFrom);
}

/** Errors: `not_found` for one that was deleted or never was. */
export async function readSnapshot(rds: Rds, arn: string, signal: AbortSignal): Promise<Snapshot | null> {
  // DescribeDBSnapshots documents the identifier, not the ARN, and for an automated snapshot its type beside it.
  const identifier = arn.split(':').slice(6).join(':');
  const input = { DBSnapshotIdentifier: identifier, SnapshotType: typeOf(identifier) };
  const reply = await rds.call(signal, (client, { DescribeDBSnapshotsCommand }, options) =>
    client.send(new DescribeDBSnapshotsCommand(input), options),
  );
  return (reply.DBSnapshots ?? []).flatMap(snapshotFrom).find((found) => found.arn === arn) ?? null;
}

/** Amazon keeps names with these prefixes for itself: `rds:` for automated ones, `awsbackup:` for those of AWS Backup. */
function typeOf(identifier: string): string {
  if (identifier.startsWith('rds:')) return 'automated';
  return identifier.startsWith('awsbackup:') ? 'awsbackup' : 'manual';
}

function snapshotFrom(snapshot: DBSnapshot): Snapshot[] {
  const { DBSnapshotArn: arn, DBSnapshotIdentifier: id, SnapshotType: type = 'manual' } = snapshot;
  const {
    OriginalSnapshotCreateTime,
    SnapshotCreateTime,
    Status: status = 'available',
    Engine: engine = '',
  } = snapshot;
  if (arn === undefined || id === undefined) return [];
  const takenAt = OriginalSnapshotCreateTime ?? SnapshotCreateTime ?? new Date(0);
  return [{ arn, id, type, status, takenAt, engine, of: snapshot }];
}

/** Null where automated backups are off. */
export async function readWindow(
  rds: Rds,
  database: Database<DBInstance>,
  signal: AbortSignal,
): Promise<Window<DBInstance> | null> {
  if (!database.raw.BackupRetentionPeriod) return null;
  const input = { DbiResourceId: database.resourceId };
  const reply = await rds.call(signal, (client, { DescribeDBInstanceAutomatedBackupsCommand }, options) =>
    client.send(new DescribeDBInstanceAutomatedBackupsCommand(input), options),
  );
  const { EarliestTime: earliest, LatestTime: latest } = reply.DBInstanceAutomatedBackups?.[0]?.RestoreWindow ?? {};
  return earliest && latest ? { database, earliest, latest } : null;
}
