import type { Revision, RevisionPage } from '../contract';
import type { Rds } from './client';
import type { Database } from './database';
import { isThere, type Lineage, readLineage } from './lineage';
import { marksOf, readSnapshots, type Snapshot, type Window } from './restore-points';
import { RESTORED_FROM, tagOf } from './tags';
import { databaseTarget, snapshotTarget, timeTarget } from './targets';

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
      ? [{ ...referenceTo(rds, lineage.current), current: true, marks: marksOfDatabase(lineage.current) }]
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
  return referenceTo(rds, (await readLineage(rds, signal)).current);
}

/** Above every place: nothing but the current database has been shown. */
const TOP = '~';

/** Sorts by age, and two of one moment by id. */
const placeOf = ({ at = '', id }: Revision) => `${at} ${id}`;

async function readTargets(rds: Rds, { members, current: now }: Lineage, signal: AbortSignal): Promise<Revision[]> {
  const [snapshots, window] = await Promise.all([
    readSnapshots(rds, members, signal),
    rds.kind.window(rds, now, signal),
  ]);
  const aside = members.filter((each) => isThere(each) && each.resourceId !== now.resourceId);
  return [
    ...snapshots.map(fromSnapshot),
    ...(window ? fromWindow(window) : []),
    ...aside.map((each) => setAside(rds, each)),
  ].sort((a, b) => (placeOf(a) < placeOf(b) ? 1 : -1));
}

export function referenceTo({ kind }: Rds, database: Database): Reference {
  const { engine, version, size } = database;
  const from = tagOf(database, RESTORED_FROM);
  return {
    id: databaseTarget(kind, database.resourceId),
    label: database.id,
    summary: [`${engine} ${version}`, size, from].filter(Boolean).join(', '),
  };
}

export function referenceToSnapshot({ arn, id, engine, of }: Snapshot): Reference {
  return {
    id: snapshotTarget(arn),
    label: id,
    summary: `${engine} ${of.EngineVersion}, ${of.AllocatedStorage} GiB`,
  };
}

export function referenceToTime(at: Date, database: Database): Reference {
  const id = timeTarget(at);
  return { id, label: id.slice('time:'.length), summary: database.id };
}

function fromSnapshot(snapshot: Snapshot): Revision {
  const { type, status, takenAt } = snapshot;
  const at = takenAt.toISOString();
  return {
    ...referenceToSnapshot(snapshot),
    at,
    ...(status === 'available' ? { dataAt: at } : {}),
    current: false,
    marks: [type, ...(status === 'available' ? [] : ['not-ready'])],
  };
}

function fromWindow(window: Window): Revision[] {
  return marksOf(window).map((at) => ({
    ...referenceToTime(at, window.database),
    at: at.toISOString(),
    dataAt: at.toISOString(),
    current: false,
    marks: ['time', ...(at === window.latest ? ['latest'] : [])],
  }));
}

/** Its data is older or newer than that of others: it stands where it was made. */
function setAside(rds: Rds, database: Database): Revision {
  return {
    ...referenceTo(rds, database),
    ...(database.createdAt ? { at: database.createdAt.toISOString() } : {}),
    current: false,
    marks: ['set-aside', ...marksOfDatabase(database)],
  };
}

const marksOfDatabase = (database: Database) => (tagOf(database, RESTORED_FROM) === undefined ? [] : ['restored']);
