import type { DBInstance, Tag } from '@aws-sdk/client-rds';
import type { Identity } from '../access';
import { AwsFault } from '../fault';
import type { Clusters } from './cluster/world';
import type { Copies } from './copies';
import type { CopyState } from './data';

export const ACCOUNT = '123456789012';
/** Fixed for an account and region ("Finding the connection information for an RDS DB instance"). */
export const ENDPOINT_SUFFIX = 'cabcdefghijk';

/** What an instance is set to, under the names of DescribeDBInstances, timestamps and derived members left out. */
export type Settings = Omit<
  DBInstance,
  | 'InstanceCreateTime'
  | 'LatestRestorableTime'
  | 'ResumeFullAutomationModeTime'
  | 'AutomaticRestartTime'
  | 'CertificateDetails'
>;

export interface Instance {
  id: string;
  resourceId: string;
  settings: Settings;
  tags: Tag[];
  createdAtMs: number;
  /** What was in it from when on, oldest first: any text stands for the data. */
  contents: { atMs: number; content: string }[];
  /** Passed through one after the other, then `resting`. */
  phases: { status: string; untilMs: number }[];
  resting: string;
  /** Kept where it is until it is released. */
  held: boolean;
  copy?: CopyState;
}

export interface Snapshot {
  id: string;
  type: 'automated' | 'manual' | 'awsbackup';
  instanceId: string;
  resourceId: string;
  createdAtMs: number;
  readyAtMs: number;
  content: string;
  settings: Settings;
  tags: Tag[];
  copy?: CopyState;
}

/** "Amazon RDS uploads transaction logs for DB instances to Amazon S3 every five minutes" (user guide, "Restoring … to a specified time"). */
const UPLOAD_EVERY_MS = 300_000;

export interface World extends Clusters {
  /** Where instances and snapshots are real databases. */
  copies?: Copies | undefined;
  region: string;
  identity: Identity;
  instances: Instance[];
  snapshots: Snapshot[];
  /** How long a restore and a snapshot take. */
  restoreMs: number;
  snapshotMs: number;
  /** Set where logs are no longer uploaded: the latest restorable time then stays at what it was. */
  logsStoppedAtMs?: number | undefined;
  quota: number;
  /** How the next restores end. */
  fate: 'available' | 'incompatible-restore' | 'held';
  /** Families of parameter groups, by name. */
  parameterGroups: Record<string, string>;
  blueGreen: { name: string; source: string; status: string }[];
  made: number;
}

export const arnOf = (world: World, kind: 'db' | 'snapshot', id: string): string =>
  `arn:aws:rds:${world.region}:${ACCOUNT}:${kind}:${id}`;

export const endpointOf = (world: World, id: string): string =>
  `${id}.${ENDPOINT_SUFFIX}.${world.region}.rds.amazonaws.com`;

export const nextResourceId = (world: World): string => `db-${String(++world.made).padStart(26, 'EMULATED')}`;

export function statusOf({
  phases,
  resting,
  held,
  copy,
}: Pick<Instance, 'phases' | 'resting' | 'held' | 'copy'>): string {
  if (copy === 'failed') return 'incompatible-restore';
  if (copy === 'under way') return 'creating';
  const now = Date.now();
  const phase = held ? phases[0] : phases.find(({ untilMs }) => now < untilMs);
  return phase?.status ?? resting;
}

/** What was in the instance at a time. */
export const contentAt = ({ contents }: Instance, atMs: number): string =>
  contents.findLast((each) => each.atMs <= atMs)?.content ?? '';

/** Names are lower case, whatever is asked for ("This parameter isn't case-sensitive"). */
export function instanceNamed(world: World, id = ''): Instance {
  const found = world.instances.find((each) => each.id === id.toLowerCase());
  if (found) return found;
  throw new AwsFault('DBInstanceNotFound', `DBInstance ${id} not found.`, 404);
}

export function windowOf(
  world: World,
  { settings, createdAtMs }: { settings: Pick<Settings, 'BackupRetentionPeriod'>; createdAtMs: number },
): { earliestMs: number; latestMs: number } | null {
  const days = settings.BackupRetentionPeriod ?? 0;
  const latestMs = Math.floor((world.logsStoppedAtMs ?? Date.now()) / UPLOAD_EVERY_MS) * UPLOAD_EVERY_MS;
  const earliestMs = Math.max(createdAtMs, Date.now() - days * 86_400_000);
  return days === 0 || latestMs <= earliestMs ? null : { earliestMs, latestMs };
}
