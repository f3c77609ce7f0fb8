import type { DBSnapshot } from '@aws-sdk/client-rds';
import type { Rds } from './client';
import type { Database } from './database';

const HOUR_MS = 3_600_000;
/** Times are endless: the latest one and the full hours of a day are shown, any other can be asked for. */
const MOST_HOURS = 24;

/** What the data comes from: a snapshot, or the database whose backups hold the time. */
export interface RestorePoint {
  kind: 'snapshot' | 'time';
  of: Pick<DBSnapshot, 'EngineVersion' | 'AllocatedStorage' | 'Encrypted'>;
}

export interface Snapshot {
  arn: string;
  id: string;
  /** Amazon's word for who took it. */
  type: string;
  status: string;
  /** When its data is from. A copy is younger than its data. */
  takenAt: Date;
  engine: string;
  of: RestorePoint['of'];
}

/** Where a database can be restored to, to the second. */
export interface Window<Raw = unknown> {
  database: Database<Raw>;
  earliest: Date;
  latest: Date;
}

/** All snapshots of the databases of the component, in no order. */
export async function readSnapshots(rds: Rds, members: Database[], signal: AbortSignal): Promise<Snapshot[]> {
  const lists = await Promise.all(members.map(({ resourceId }) => rds.kind.snapshots(rds, resourceId, signal)));
  return [...new Map(lists.flat().map((each) => [each.arn, each])).values()];
}

/** The times of a window that are worth a line, newest first. */
export function marksOf({ earliest, latest }: Window): Date[] {
  const lastHourMs = Math.floor((latest.getTime() - 1_000) / HOUR_MS) * HOUR_MS;
  const hours = Array.from({ length: MOST_HOURS }, (_, index) => new Date(lastHourMs - index * HOUR_MS));
  return [latest, ...hours].filter((at) => at.getTime() >= earliest.getTime());
}
