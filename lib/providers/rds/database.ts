import type { Tag } from '@aws-sdk/client-rds';
import type { Rds } from './client';
import type { Line } from './comparison';
import type { Notice } from './notices';
import type { RestorePoint, Snapshot, Window } from './restore-points';
import type { RestoreWrite, Settings } from './write';

/** A database of RDS, whatever it is made of. `raw` is as Amazon describes it. */
export interface Database<Raw = unknown> {
  /** Its identifier, which people can change. */
  id: string;
  /** Amazon's own id, which survives renaming. */
  resourceId: string;
  arn: string;
  status: string;
  /** `coming` while it is being made, `lost` when it never will be. Only what is `there` can be the current one. */
  stage: 'coming' | 'there' | 'lost';
  /** The status with which waiting is over, and not as hoped. */
  trouble?: string | undefined;
  /** Available, and reachable under `endpoint`. */
  isReady: boolean;
  /** Whether Amazon takes a snapshot of it right now. */
  takesSnapshots: boolean;
  /** How far a restore of it is, and that in words; the time that it takes is added to both. */
  progress: { done: number; total: number; code: string; params: Record<string, string>; text: string };
  endpoint?: string | undefined;
  port?: number | undefined;
  tags: Tag[];
  createdAt?: Date | undefined;
  engine: string;
  version: string;
  /** Class of what it runs on. */
  size: string;
  /** What Amazon charges for as long as it is there. */
  cost: string;
  isProtected: boolean;
  /** Databases that follow this one, and the one that it follows. */
  replicas: string[];
  replicaOf: string;
  /** Settings that wait for the maintenance window. */
  pending: string[];
  raw: Raw;
}

/** What a new database is called, labelled and made from. */
export interface Birth<Raw = unknown> {
  name: string;
  tags: { Key: string; Value: string }[];
  /** Whose backups hold the time; the snapshot's own where it is one. */
  source: Database<Raw>;
}

/** What a restore makes beside the database itself, such as an instance that reads. */
export interface Companion {
  name: string;
  /** What it is to the database. */
  noun: string;
  /** Undefined until Amazon shows it. */
  status: string | undefined;
  isReady: boolean;
  /** The status with which waiting for it is over, and not as hoped. */
  trouble?: string | undefined;
}

/** What Amazon does not make of it, and why. */
export interface Refusal {
  name: string;
  reason: string;
}

/** How RDS is asked about one kind of database. */
export interface Kind<Raw = unknown> {
  id: 'instance' | 'cluster';
  /** How long the name of a restored one may be. */
  longestName: number;
  /** How much of which quota a restore uses up, by the names of DescribeAccountAttributes. */
  uses(current: Database<Raw>): Readonly<Record<string, number>>;
  /** Those of the region that are wanted. */
  list(rds: Rds, isWanted: (id: string, tags: Tag[]) => boolean, signal: AbortSignal): Promise<Database<Raw>[]>;
  /** Null when there is none of this name. */
  find(rds: Rds, id: string, signal: AbortSignal): Promise<Database<Raw> | null>;
  /** Error: `invalid_target` where Repli cannot restore such a one, and why. */
  requireRestorable(rds: Rds, database: Database<Raw>): void;
  /** All of one database, in no order. */
  snapshots(rds: Rds, resourceId: string, signal: AbortSignal): Promise<Snapshot[]>;
  /** Null, or the error `not_found`, for one that was deleted or never was. */
  snapshot(rds: Rds, arn: string, signal: AbortSignal): Promise<Snapshot | null>;
  /** Null where automated backups are off. */
  window(rds: Rds, database: Database<Raw>, signal: AbortSignal): Promise<Window<Raw> | null>;
  /** What data of this database is from when it is restored to a time. */
  pointOf(database: Database<Raw>): RestorePoint['of'];
  /** Everything of the current database that a restore can be told. */
  settings(current: Database<Raw>, point: RestorePoint): Settings;
  /** What a restore takes over, what comes from the restore point instead, and what it cannot be told. */
  compare(current: Database<Raw>, settings: Settings, point: RestorePoint): Line[];
  /** Names of settings that came out otherwise than they were asked for. */
  deviations(settings: Settings, made: Database<Raw>): string[];
  /** What else the commander should know of this kind. */
  notices(current: Database<Raw>): (Notice | false)[];
  takeSnapshot(rds: Rds, of: Database<Raw>, name: string, tags: Birth['tags'], signal: AbortSignal): Promise<void>;
  restore(rds: Rds, write: RestoreWrite, birth: Birth<Raw>, signal: AbortSignal): Promise<void>;
  /** What a restore makes beside the database, whether it was asked for yet or not. */
  companions?(made: Database<Raw>, write: RestoreWrite): Companion[];
  /**
   * Asks for what can be asked for only once the database is this far, but for what is in `without`. Idempotent. Answers
   * which companions Amazon refuses; without the rest there is no database, so that is an error.
   */
  complete?(
    rds: Rds,
    made: Database<Raw>,
    write: RestoreWrite,
    { without, signal }: { without: ReadonlySet<string>; signal: AbortSignal },
  ): Promise<Refusal[]>;
  /** The calls by hand, with the shell's $old, $new and $stamp. */
  commands: Commands<Raw>;
}

type Aws = (command: string) => string;

export interface Commands<Raw = unknown> {
  snapshot(aws: Aws): string;
  /** Until it can be reached; `tags` is the option with all of them. */
  restore(aws: Aws, write: RestoreWrite, source: Database<Raw>, tags: string): string[];
  /** Tells status, address and port. `name` is quoted. */
  look(aws: Aws, name: string): string;
}
