import type { ProviderPlan } from '../contract';
import { ProviderError } from '../error';
import type { Rds } from './client';
import { planCommands } from './commands';
import { diffOf } from './comparison';
import type { Database } from './database';
import { isThere, type Lineage, readLineage } from './lineage';
import { followUpsOf, lossesOf, warningsOf } from './notices';
import type { RestorePoint, Window } from './restore-points';
import { referenceTo, referenceToSnapshot, referenceToTime } from './revisions';
import { readQuotas, readReleases } from './surroundings';
import { RESTORED_FROM, tagOf } from './tags';
import { parseTarget, timeTarget } from './targets';
import type { RdsWrite, RestoreWrite } from './write';

/** Restores take 20 to 30 minutes, and instances that read are asked for after that; a switch is a tag. */
const RESTORE_MS = 25 * 60_000;
const READERS_MS = 10 * 60_000;
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
    case 'database':
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
  const to = members.find((each) => each.resourceId === resourceId);
  if (!to || !isThere(to)) throw unknown(resourceId);
  if (resourceId === current.resourceId) throw alreadyThere(rds, current);
  const write: RdsWrite = { mode: 'switch', from: current.resourceId, target: resourceId };
  const change = { rds, current, write, to, at: undefined };
  return {
    from: referenceTo(rds, current),
    to: referenceTo(rds, to),
    summary: {
      code: 'plan_switch',
      params: { name: rds.name, from: current.id, to: to.id },
      text: `Lets ${to.id} be the current database of ${rds.name} again, in the place of ${current.id}.`,
    },
    diff: `--- now\n+++ after\n@@ current @@\n-${addressOf(current)}\n+${addressOf(to)}`,
    commands: planCommands(rds, { write, current, to }),
    warnings: warningsOf(change),
    losses: lossesOf(change),
    followUps: followUpsOf(change),
    touchesData: true,
    write,
    estimateMs: SWITCH_MS,
  };
}

const addressOf = ({ endpoint, id }: Database) => endpoint ?? id;

async function planSnapshot(rds: Rds, lineage: Lineage, arn: string, signal: AbortSignal): Promise<ProviderPlan> {
  const snapshot = await rds.kind.snapshot(rds, arn, signal);
  if (!snapshot) throw unknown(arn);
  const { current } = lineage;
  if (snapshot.status !== 'available')
    throw new ProviderError(
      'invalid_target',
      `The snapshot ${snapshot.id} is ${snapshot.status}: wait until it is available, or choose another.`,
    );
  const point: RestorePoint = { kind: 'snapshot', of: snapshot.of };
  const settings = rds.kind.settings(current, point);
  const write: RestoreWrite = { mode: 'snapshot', from: current.resourceId, snapshot: arn, ...settings };
  return planRestore(rds, lineage, { write, point, to: referenceToSnapshot(snapshot), at: snapshot.takenAt }, signal);
}

async function planTime(rds: Rds, lineage: Lineage, at: Date, signal: AbortSignal): Promise<ProviderPlan> {
  const { database: source } = await windowWith(rds, lineage, at, signal);
  const point: RestorePoint = { kind: 'time', of: rds.kind.pointOf(source) };
  const write: RestoreWrite = {
    mode: 'time',
    from: lineage.current.resourceId,
    source: source.resourceId,
    at: timeTarget(at).slice('time:'.length),
    ...rds.kind.settings(lineage.current, point),
  };
  return planRestore(rds, lineage, { write, point, source, to: referenceToTime(at, source), at }, signal);
}

/** The current database comes first; a time before it was made is in the window of the one that it came from. */
async function windowWith(rds: Rds, { members, current }: Lineage, at: Date, signal: AbortSignal): Promise<Window> {
  const others = members.filter((each) => isThere(each) && each.resourceId !== current.resourceId);
  const windows: Window[] = [];
  for (const database of [current, ...others]) {
    const window = await rds.kind.window(rds, database, signal);
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
  write: RestoreWrite;
  point: RestorePoint;
  /** The database whose backups hold the time. */
  source?: Database;
  to: ProviderPlan['to'];
  at: Date;
}

async function planRestore(
  rds: Rds,
  { current, members }: Lineage,
  { write, point, source = current, to, at }: Restore,
  signal: AbortSignal,
): Promise<ProviderPlan> {
  const lines = rds.kind.compare(current, write, point);
  const others = members.filter((each) => each !== current).flatMap(({ endpoint }) => endpoint ?? []);
  const [quotas, releases, rows] = await Promise.all([
    readQuotas(rds, current, signal),
    readReleases(rds, current, signal),
    rds.readRows(at, others, signal),
  ]);
  const change = { rds, current, write, at, lines, quotas, releases, rows, point };
  const ago = Math.max(0, Math.round((rds.clock().getTime() - at.getTime()) / 60_000));
  const minutes = ago === 1 ? '1 minute' : `${ago.toLocaleString('en')} minutes`;
  return {
    from: referenceTo(rds, current),
    to,
    summary: {
      code: 'plan_restore',
      params: { name: rds.name, at: at.toISOString(), minutes: ago, kind: rds.kind.id, from: current.id },
      text: `Restores ${rds.name} to ${at.toISOString()} (${minutes} ago) as a new ${rds.kind.id} beside ${current.id}.`,
    },
    diff: diffOf(current.id, lines, to.label),
    commands: planCommands(rds, { write, current, source }),
    warnings: warningsOf(change),
    losses: lossesOf(change),
    followUps: followUpsOf(change),
    touchesData: true,
    write,
    estimateMs: RESTORE_MS + (write.readers?.length ? READERS_MS : 0),
  };
}

const unknown = (id: string) =>
  new ProviderError('not_found', `${id} is no restore point that Repli knows: choose one from the list.`);

const alreadyThere = (rds: Rds, { id }: Database) =>
  new ProviderError(
    'conflict',
    `The current database of ${rds.name} is ${id}, which is or came from this: verify it, or choose another restore point.`,
  );
