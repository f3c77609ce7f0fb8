import type { DBSnapshot } from '@aws-sdk/client-rds';
import type { Rds } from './client';
import type { Instance } from './lineage';

const HOUR_MS = 3_600_000;
/** Times are endless: the latest one and the full hours of a day are shown, any other can be asked for. */
const MOST_HOURS = 24;

export type Snapshot = DBSnapshot & { DBSnapshotArn: string; DBSnapshotIdentifier: string };

/** Where a database can be restored to, to the second. */
export interface Window {
  instance: Instance;
  earliest: Date;
  latest: Date;
}

/** All snapshots of the databases of the component, in no order. */
export async function readSnapshots(rds: Rds, members: Instance[], signal: AbortSignal): Promise<Snapshot[]> {
  const wanted = members.flatMap(({ DbiResourceId }) => [
    { DbiResourceId },
    // "If you don't specify a SnapshotType value, then both automated and manual snapshots are returned."
    { DbiResourceId, SnapshotType: 'awsbackup' },
  ]);
  const lists = await Promise.all(wanted.map((which) => snapshotsOf(rds, which, signal)));
  return [...new Map(lists.flat().map((each) => [each.DBSnapshotArn, each])).values()];
}

async function snapshotsOf(
  rds: Rds,
  which: { DbiResourceId: string; SnapshotType?: string },
  signal: AbortSignal,
): Promise<Snapshot[]> {
  const all: Snapshot[] = [];
  for (let Marker: string | undefined; ; ) {
    const input = { ...which, MaxRecords: 100, ...(Marker ? { Marker } : {}) };
    const page = await rds.call(signal, (client, { DescribeDBSnapshotsCommand }, options) =>
      client.send(new DescribeDBSnapshotsCommand(input), options),
    );
    all.push(...(page.DBSnapshots ?? []).filter(isWhole));
    Marker = page.Marker;
    if (!Marker) return all;
  }
}

/** Errors: `not_found` for one that was deleted or never was. */
export async function readSnapshot(rds: Rds, arn: string, signal: AbortSignal): Promise<Snapshot | null> {
  const reply = await rds.call(signal, (client, { DescribeDBSnapshotsCommand }, options) =>
    client.send(new DescribeDBSnapshotsCommand({ DBSnapshotIdentifier: arn }), options),
  );
  return (reply.DBSnapshots ?? []).find(isWhole) ?? null;
}

const isWhole = (snapshot: DBSnapshot): snapshot is Snapshot =>
  snapshot.DBSnapshotArn !== undefined && snapshot.DBSnapshotIdentifier !== undefined;

/** When the data of a snapshot is from. A copy is younger than its data. */
export const takenAt = ({ OriginalSnapshotCreateTime, SnapshotCreateTime }: DBSnapshot): Date =>
  OriginalSnapshotCreateTime ?? SnapshotCreateTime ?? new Date(0);

/** Null where automated backups are off. */
export async function readWindow(rds: Rds, instance: Instance, signal: AbortSignal): Promise<Window | null> {
  if (!instance.BackupRetentionPeriod) return null;
  const reply = await rds.call(signal, (client, { DescribeDBInstanceAutomatedBackupsCommand }, options) =>
    client.send(new DescribeDBInstanceAutomatedBackupsCommand({ DbiResourceId: instance.DbiResourceId }), options),
  );
  const { EarliestTime: earliest, LatestTime: latest } = reply.DBInstanceAutomatedBackups?.[0]?.RestoreWindow ?? {};
  return earliest && latest ? { instance, earliest, latest } : null;
}

/** The times of a window that are worth a line, newest first. */
export function marksOf({ earliest, latest }: Window): Date[] {
  const lastHourMs = Math.floor((latest.getTime() - 1_000) / HOUR_MS) * HOUR_MS;
  const hours = Array.from({ length: MOST_HOURS }, (_, index) => new Date(lastHourMs - index * HOUR_MS));
  return [latest, ...hours].filter((at) => at.getTime() >= earliest.getTime());
}
