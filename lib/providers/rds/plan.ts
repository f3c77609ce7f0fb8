import type { ProviderPlan } from '../contract';
import { ProviderError } from '../error';
import type { Rds } from './client';
import { planCommands } from './commands';
import { compare, diffOf } from './comparison';
import { type Instance, isBorn, type Lineage, readLineage } from './lineage';
import { followUpsOf, lossesOf, warningsOf } from './notices';
import { readSnapshot, readWindow, takenAt, type Window } from './restore-points';
import { referenceTo, referenceToSnapshot, referenceToTime } from './revisions';
import { carriedFrom, type RestorePoint } from './settings';
import { readQuota, readReleases } from './surroundings';
import { RESTORED_FROM, tagOf } from './tags';
import { parseTarget, timeTarget } from './targets';
import type { RdsWrite } from './write';

/** Restores take 20 to 30 minutes; a switch is a tag. */
const RESTORE_MS = 25 * 60_000;
const SWITCH_MS = 5_000;

/**
 * Plans a restore to a new instance, or the way back to one that was set aside. Errors: `not_found` for an unknown restore
 * point, `conflict` when the current database is or came from it, `invalid_target` for a time outside of the window and
 * for what is not ready.
 */
export async function makePlan(rds: Rds, revisionId: string, signal: AbortSignal): Promise<ProviderPlan> {
  const target = parseTarget(revisionId);
  const lineage = await readLineage(rds, signal);
  const id = target?.kind === 'time' ? timeTarget(target.at) : revisionId;
  if (tagOf(lineage.current, RESTORED_FROM) === id) throw alreadyThere(rds, lineage.current);
  switch (target?.kind) {
    case 'instance':
      return planSwitch(rds, lineage, target.resourceId);
    case 'snapshot':
      return planSnapshot(rds, lineage, target.arn, signal);
    case 'time':
      return planTime(rds, lineage, target.at, signal);
    default:
      throw unknown(revisionId);
  }
}

function planSwitch(rds: Rds, { members, current }: Lineage, resourceId: string): ProviderPlan {
  const to = members.find((each) => each.DbiResourceId === resourceId);
  if (!to || !isBorn(to)) throw unknown(resourceId);
  if (resourceId === current.DbiResourceId) throw alreadyThere(rds, current);
  const write: RdsWrite = { mode: 'switch', from: current.DbiResourceId, target: resourceId };
  const change = { rds, current, write, to, at: undefined };
  return {
    from: referenceTo(current),
    to: referenceTo(to),
    summary: `Let ${to.DBInstanceIdentifier} be the current database of ${rds.name} again, in the place of ${current.DBInstanceIdentifier}.`,
    diff: `--- now\n+++ after\n@@ current @@\n-${addressOf(current)}\n+${addressOf(to)}`,
    commands: planCommands(rds.config, { write, current, to }),
    warnings: warningsOf(change),
    losses: lossesOf(change),
    followUps: followUpsOf(change),
    touchesData: true,
    write,
    estimateMs: SWITCH_MS,
  };
}

const addressOf = ({ Endpoint, DBInstanceIdentifier }: Instance) => Endpoint?.Address ?? DBInstanceIdentifier;

async function planSnapshot(rds: Rds, lineage: Lineage, arn: string, signal: AbortSignal): Promise<ProviderPlan> {
  const snapshot = await readSnapshot(rds, arn, signal);
  if (!snapshot) throw unknown(arn);
  const { current } = lineage;
  if (snapshot.Status !== 'available')
    throw new ProviderError(
      'invalid_target',
      `The snapshot ${snapshot.DBSnapshotIdentifier} is ${snapshot.Status}: wait until it is available, or choose another.`,
    );
  const point: RestorePoint = { kind: 'snapshot', of: snapshot };
  const settings = carriedFrom(current, point);
  const write: RdsWrite = { mode: 'snapshot', from: current.DbiResourceId, snapshot: arn, settings: { ...settings } };
  return planRestore(rds, lineage, { write, point, to: referenceToSnapshot(snapshot), at: takenAt(snapshot) }, signal);
}

async function planTime(rds: Rds, lineage: Lineage, at: Date, signal: AbortSignal): Promise<ProviderPlan> {
  const { instance } = await windowWith(rds, lineage, at, signal);
  const point: RestorePoint = { kind: 'time', of: instance };
  const settings = carriedFrom(lineage.current, point);
  const write: RdsWrite = {
    mode: 'time',
    from: lineage.current.DbiResourceId,
    source: instance.DbiResourceId,
    at: timeTarget(at).slice('time:'.length),
    settings: { ...settings },
  };
  return planRestore(rds, lineage, { write, point, source: instance, to: referenceToTime(at, instance), at }, signal);
}

/** The current database comes first; a time before it was made is in the window of the one that it came from. */
async function windowWith(rds: Rds, { members, current }: Lineage, at: Date, signal: AbortSignal): Promise<Window> {
  const others = members.filter((each) => isBorn(each) && each.DbiResourceId !== current.DbiResourceId);
  const windows: Window[] = [];
  for (const instance of [current, ...others]) {
    const window = await readWindow(rds, instance, signal);
    if (window && window.earliest <= at && at <= window.latest) return window;
    if (window) windows.push(window);
  }
  const list = windows.map(({ earliest, latest }) => `${earliest.toISOString()} to ${latest.toISOString()}`);
  throw new ProviderError(
    'invalid_target',
    list.length === 0
      ? `Automated backups of the ${rds.name} are off: choose a snapshot instead of a time.`
      : `The ${rds.name} can be restored to a time from ${list.join(' and from ')}: choose one of these, or a snapshot.`,
  );
}

interface Restore {
  write: Exclude<RdsWrite, { mode: 'switch' }>;
  point: RestorePoint;
  /** The database whose backups hold the time. */
  source?: Instance;
  to: ProviderPlan['to'];
  at: Date;
}

async function planRestore(
  rds: Rds,
  { current }: Lineage,
  { write, point, source = current, to, at }: Restore,
  signal: AbortSignal,
): Promise<ProviderPlan> {
  const lines = compare(current, write.settings, point);
  const [quota, releases] = await Promise.all([readQuota(rds, signal), readReleases(rds, current, signal)]);
  const change = { rds, current, write, at, lines, quota, releases, point };
  const ago = Math.max(0, Math.round((rds.clock().getTime() - at.getTime()) / 60_000));
  return {
    from: referenceTo(current),
    to,
    summary: `Restore ${rds.name} to ${at.toISOString()} (${ago} minutes ago) as a new instance beside ${current.DBInstanceIdentifier}.`,
    diff: diffOf(current, lines, to.label),
    commands: planCommands(rds.config, { write, current, source }),
    warnings: warningsOf(change),
    losses: lossesOf(change),
    followUps: followUpsOf(change),
    touchesData: true,
    write,
    estimateMs: RESTORE_MS,
  };
}

const unknown = (id: string) =>
  new ProviderError('not_found', `${id} is no restore point that Repli knows: choose one from the list.`);

const alreadyThere = (rds: Rds, { DBInstanceIdentifier: id }: Instance) =>
  new ProviderError(
    'conflict',
    `The current database of ${rds.name} is ${id}, which is or came from this: verify it, or choose another restore point.`,
  );
