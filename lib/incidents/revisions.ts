import { db } from '@/lib/db/client';
import { readMarkers } from '@/lib/deployments/record';
import type { RevisionsView, RevisionView } from '@/lib/domain/snapshot';
import type { IncidentState } from '@/lib/domain/state';
import type { Doubt } from '@/lib/domain/words';
import { readBans } from './bans';
import { connectComponent } from './connect';
import { judge, type Knowledge, suggest } from './judge';
import { type Offer, offersFor } from './offers';
import { readSuspect } from './suspect';

const PAGE = 30;
const READ_DEADLINE_MS = 15_000;

async function knowledgeOf(componentId: string): Promise<Knowledge> {
  const [verdicts, banned, sightings, deployments] = await Promise.all([
    db().revisionVerdict.findMany({ where: { componentId, verdict: 'good' }, select: { revisionId: true } }),
    readBans(componentId),
    db().revisionSighting.findMany({ where: { componentId } }),
    readMarkers(componentId),
  ]);
  return {
    good: new Set(verdicts.map((row) => row.revisionId)),
    banned,
    seenMs: new Map(sightings.map((row) => [row.revisionId, row.lastAt.getTime() - row.firstAt.getTime()])),
    deployments,
  };
}

/** That a revision is the current one, now. */
export async function rememberSighting(componentId: string, revisionId: string): Promise<void> {
  await db().$executeRaw`
    INSERT INTO revision_sightings (component_id, revision_id, first_at, last_at)
    VALUES (${componentId}, ${revisionId}, clock_timestamp(), clock_timestamp())
    ON CONFLICT (component_id, revision_id) DO UPDATE SET last_at = clock_timestamp()`;
}

/**
 * A page of the component's revisions, newest first, with Repli's knowledge and the default target.
 * Throws ProviderError. `state` adds what this incident already tried.
 */
export async function readRevisions(
  componentId: string,
  state: IncidentState | null,
  cursor?: string,
): Promise<RevisionsView> {
  const { connection } = await connectComponent(componentId, state?.incidentId ?? null);
  const signal = AbortSignal.timeout(READ_DEADLINE_MS);
  const page = await connection.revisions({ limit: PAGE, ...(cursor ? { cursor } : {}) }, { signal });
  // Only where a plan can be made of them.
  const offers = state ? await offersFor(componentId) : [];
  const current = page.revisions.find((revision) => revision.current);
  if (current) await rememberSighting(componentId, current.id);
  const tried = (state?.failedTargets ?? []).filter((t) => t.componentId === componentId).map((t) => t.revisionId);
  const failed = failedAmong(page.revisions, new Set(tried), offers);
  const isFirst = cursor === undefined;
  const suspect = isFirst && page.revisions.some(({ dataAt }) => dataAt) ? await readSuspect(componentId, state) : null;
  const revisions = judge(page.revisions, await knowledgeOf(componentId), failed, !isFirst);
  return {
    revisions: [...(isFirst ? offers.map(({ alone }) => alone) : []), ...revisions.flatMap(withOffers(offers))],
    ...(page.nextCursor ? { nextCursor: page.nextCursor } : {}),
    readAt: new Date().toISOString(),
    suggested: isFirst ? suggest(revisions, suspect) : null,
  };
}

/** A revision that failed with what it took from another step has failed. */
function failedAmong(
  revisions: readonly { id: string }[],
  tried: ReadonlySet<string>,
  offers: readonly Offer[],
): ReadonlySet<string> {
  const isTried = (id: string) => tried.has(id) || offers.some(({ idWith }) => tried.has(idWith(id) ?? ''));
  return new Set(revisions.flatMap(({ id }) => (isTried(id) ? [id] : [])));
}

/** Each revision, then the same with what it can take from another step. */
const withOffers = (offers: readonly Offer[]) => (revision: RevisionView) => [
  revision,
  ...offers.flatMap((offer) => offer.with(revision) ?? []),
];

/** Doubts about one target (rule 4); a revision that no page of the first hundred shows is doubted as never seen. */
export async function doubtsAbout(componentId: string, revisionId: string, state: IncidentState): Promise<Doubt[]> {
  let cursor: string | undefined;
  for (let page = 0; page < 4; page++) {
    const view = await readRevisions(componentId, state, cursor);
    const found = view.revisions.find((revision) => revision.id === revisionId);
    if (found) return found.doubts;
    if (!view.nextCursor) break;
    cursor = view.nextCursor;
  }
  return ['never_seen_stable'];
}
