import type { Revision, RevisionPage } from '../contract';
import type { Rds } from './client';
import { type Instance, isBorn, type Lineage, readLineage } from './lineage';
import { marksOf, readSnapshots, readWindow, type Snapshot, takenAt, type Window } from './restore-points';
import { RESTORED_FROM, tagOf } from './tags';
import { instanceTarget, snapshotTarget, timeTarget } from './targets';

type Reference = Pick<Revision, 'id' | 'label' | 'summary'>;

/**
 * The current database first, then what it can be put back to, newest data first: snapshots, times of the window, and
 * databases that were set aside. `cursor` is the place of the last one of the page before.
 */
export async function revisions(
  rds: Rds,
  page: { cursor?: string; limit: number },
  signal: AbortSignal,
): Promise<RevisionPage> {
  const lineage = await readLineage(rds, signal);
  const first: Revision[] =
    page.cursor === undefined
      ? [{ ...referenceTo(lineage.current), current: true, marks: marksOfInstance(lineage.current) }]
      : [];
  const all = await readTargets(rds, lineage, signal);
  const after = page.cursor;
  const rest = after === undefined ? all : all.filter((each) => placeOf(each) < after);
  const shown = rest.slice(0, page.limit - first.length);
  const last = shown.at(-1);
  return {
    revisions: [...first, ...shown],
    ...(rest.length > shown.length ? { nextCursor: last ? placeOf(last) : TOP } : {}),
  };
}

/** The database that the application is meant to use. */
export async function current(rds: Rds, signal: AbortSignal): Promise<Reference> {
  return referenceTo((await readLineage(rds, signal)).current);
}

/** Above every place: nothing but the current database has been shown. */
const TOP = '~';

/** Sorts by age, and two of one moment by id. */
const placeOf = ({ at = '', id }: Revision) => `${at} ${id}`;

async function readTargets(rds: Rds, { members, current: now }: Lineage, signal: AbortSignal): Promise<Revision[]> {
  const [snapshots, window] = await Promise.all([readSnapshots(rds, members, signal), readWindow(rds, now, signal)]);
  const aside = members.filter((each) => isBorn(each) && each.DbiResourceId !== now.DbiResourceId);
  return [...snapshots.map(fromSnapshot), ...(window ? fromWindow(window) : []), ...aside.map(fromInstance)].sort(
    (a, b) => (placeOf(a) < placeOf(b) ? 1 : -1),
  );
}

export function referenceTo(instance: Instance): Reference {
  const { DBInstanceClass: size, Engine, EngineVersion } = instance;
  const from = tagOf(instance, RESTORED_FROM);
  return {
    id: instanceTarget(instance.DbiResourceId),
    label: instance.DBInstanceIdentifier,
    summary: [`${Engine} ${EngineVersion}`, size, from].filter(Boolean).join(', '),
  };
}

export function referenceToSnapshot(snapshot: Snapshot): Reference {
  const { DBSnapshotArn, DBSnapshotIdentifier, Engine, EngineVersion, AllocatedStorage } = snapshot;
  return {
    id: snapshotTarget(DBSnapshotArn),
    label: DBSnapshotIdentifier,
    summary: `${Engine} ${EngineVersion}, ${AllocatedStorage} GiB`,
  };
}

export function referenceToTime(at: Date, instance: Instance): Reference {
  const id = timeTarget(at);
  return { id, label: id.slice('time:'.length), summary: instance.DBInstanceIdentifier };
}

function fromSnapshot(snapshot: Snapshot): Revision {
  const { SnapshotType = 'manual', Status = 'available' } = snapshot;
  const at = takenAt(snapshot).toISOString();
  return {
    ...referenceToSnapshot(snapshot),
    at,
    ...(Status === 'available' ? { dataAt: at } : {}),
    current: false,
    marks: [SnapshotType, ...(Status === 'available' ? [] : ['not-ready'])],
  };
}

function fromWindow(window: Window): Revision[] {
  return marksOf(window).map((at) => ({
    ...referenceToTime(at, window.instance),
    at: at.toISOString(),
    dataAt: at.toISOString(),
    current: false,
    marks: ['time', ...(at === window.latest ? ['latest'] : [])],
  }));
}

/** Its data is older or newer than that of others: it stands where it was made. */
function fromInstance(instance: Instance): Revision {
  return {
    ...referenceTo(instance),
    ...(instance.InstanceCreateTime ? { at: instance.InstanceCreateTime.toISOString() } : {}),
    current: false,
    marks: ['set-aside', ...marksOfInstance(instance)],
  };
}

const marksOfInstance = (instance: Instance) => (tagOf(instance, RESTORED_FROM) === undefined ? [] : ['restored']);
