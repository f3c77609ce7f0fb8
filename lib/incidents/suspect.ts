import { db } from '@/lib/db/client';
import type { Suspect } from '@/lib/domain/snapshot';
import type { IncidentState } from '@/lib/domain/state';
import { logger } from '@/lib/logger';
import type { Provider, Revision } from '@/lib/providers/contract';
import { providers } from '@/lib/providers/registry';
import { connectComponent } from './connect';

/** Shorter than a page of revisions may take: a database that is away must not keep its restore points from being shown. */
const DEADLINE_MS = 10_000;
/** What was live for a day before the fault counts as seen stable (rule 4). */
const STABLE_MS = 24 * 60 * 60 * 1000;
/** Migrations that follow one another this closely were applied by one deployment. */
const TOGETHER_MS = 10 * 60 * 1000;
const READ = 50;

/** What was deployed, and when. Newest first in a list. */
export interface Deployed {
  what: string;
  at: Date;
}

type Applied = Pick<Revision, 'id' | 'at'>;

/**
 * The change of the service to which a restore should go back: the first of the migrations that were applied together
 * last, else the first word on the last deployment. None that was live for a day before `faultAt` (ISO 8601). Both lists
 * are newest first.
 */
export function suspectOf(applied: readonly Applied[], deployed: readonly Deployed[], faultAt: string): Suspect | null {
  const faultMs = Date.parse(faultAt);
  const isRecent = (atMs: number) => atMs <= faultMs && faultMs - atMs < STABLE_MS;
  const migrations = applied.flatMap(({ id, at }) => (at && isRecent(Date.parse(at)) ? [{ name: id, at }] : []));
  const end = migrations.findIndex(({ at }, index) => {
    const older = migrations[index + 1];
    return !older || Date.parse(at) - Date.parse(older.at) > TOGETHER_MS;
  });
  const migration = migrations[end];
  if (migration) return { change: 'migration', ...migration };
  const recent = deployed.filter(({ at }) => isRecent(at.getTime()));
  const first = recent.findLast(({ what }) => what === recent[0]?.what);
  return first ? { change: 'deployment', name: first.what, at: first.at.toISOString() } : null;
}

/** The suspect for a component whose revisions are restore points. What cannot be asked is left out. */
export async function readSuspect(componentId: string, state: IncidentState | null): Promise<Suspect | null> {
  const service = { components: { some: { id: componentId } } };
  const all = await db().component.findMany({ where: { service }, select: { id: true, provider: true } });
  const ledgers = all.filter(({ provider }) => (providers as Record<string, Provider>)[provider]?.capabilities.schema);
  const [markers, ...applied] = await Promise.all([
    db().deployment.findMany({
      where: { componentId: { in: all.map(({ id }) => id) } },
      orderBy: { at: 'desc' },
      take: READ,
    }),
    ...ledgers.map(({ id }) => readApplied(id, state?.incidentId ?? null)),
  ]);
  const deployed = markers.map(({ commit, image, revisionId, at }) => ({
    what: commit?.slice(0, 8) ?? image ?? revisionId ?? '',
    at,
  }));
  const newestFirst = applied.flat().sort((a, b) => Date.parse(b.at ?? '') - Date.parse(a.at ?? ''));
  return suspectOf(newestFirst, deployed, state?.declaredAt ?? new Date().toISOString());
}

async function readApplied(componentId: string, incidentId: string | null): Promise<Applied[]> {
  try {
    const { connection } = await connectComponent(componentId, incidentId);
    const signal = AbortSignal.timeout(DEADLINE_MS);
    return (await connection.revisions({ limit: READ }, { signal })).revisions;
  } catch (cause) {
    logger.warn({ err: cause, componentId }, 'migrations not readable for the recommended restore point');
    return [];
  }
}
