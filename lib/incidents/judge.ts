import { deploymentOf, type Marker } from '@/lib/deployments/match';
import type { RevisionsView, RevisionView, Suspect } from '@/lib/domain/snapshot';
import type { Doubt } from '@/lib/domain/words';
import type { Revision } from '@/lib/providers/contract';

/** A day as the current one before the fault counts as seen stable (rule 4). */
const SEEN_STABLE_MS = 24 * 60 * 60 * 1000;

/** What Repli knows of a component's revisions, by revision id. */
export interface Knowledge {
  good: ReadonlySet<string>;
  banned: ReadonlyMap<string, NonNullable<RevisionView['ban']>>;
  /** Longest time that Repli itself saw a revision as current, in ms. */
  seenMs: ReadonlyMap<string, number>;
  /** Newest first. */
  deployments: readonly Marker[];
}

/** How long each revision was the newest, from the list itself: until the next newer one came. Newest first. */
export function ranForMs(revisions: readonly Revision[], index: number): number | null {
  const at = revisions[index]?.at;
  const next = revisions[index - 1]?.at;
  return at && next ? Date.parse(next) - Date.parse(at) : null;
}

/** Adds to the provider's revisions what Repli knows of them. `revisions` is newest first. */
export function judge(
  revisions: readonly Revision[],
  knowledge: Knowledge,
  failed: ReadonlySet<string>,
  currentKnownAbove: boolean,
): RevisionView[] {
  let olderThanCurrent = currentKnownAbove;
  return revisions.map((revision, index) => {
    const doubts: Doubt[] = [];
    const verifiedGood = knowledge.good.has(revision.id);
    const stableMs = Math.max(ranForMs(revisions, index) ?? 0, knowledge.seenMs.get(revision.id) ?? 0);
    if (!verifiedGood && stableMs < SEEN_STABLE_MS) doubts.push('never_seen_stable');
    if (!olderThanCurrent) doubts.push('not_older');
    if (failed.has(revision.id)) doubts.push('failed_in_incident');
    const ban = knowledge.banned.get(revision.id);
    if (ban) doubts.push('banned');
    if (revision.current) olderThanCurrent = true;
    const deployed = deploymentOf(revision, knowledge.deployments);
    return { ...revision, doubts, verifiedGood, ...(ban && { ban }), ...(deployed && { deployed }) };
  });
}

/** Marks a revision that has another one's content, as a revert has: `restores:<start of that revision's id>`. */
const RESTORES = 'restores:';

/**
 * The default target is the last verified-good revision, else the last seen stable, else the one before the current. Of
 * restore points it is the newest one from before the suspected change; without one from before, a person chooses.
 */
export function suggest(views: readonly RevisionView[], suspect: Suspect | null = null): RevisionsView['suggested'] {
  const current = views.find((view) => view.current);
  const inPlace = current?.marks.find((mark) => mark.startsWith(RESTORES))?.slice(RESTORES.length);
  const usable = views.filter(
    (view) =>
      !(inPlace && view.id.startsWith(inPlace)) &&
      !view.doubts.some((doubt) => doubt === 'not_older' || doubt === 'banned' || doubt === 'failed_in_incident'),
  );
  if (suspect) {
    const point = newestBefore(usable, suspect.at);
    return point && { revisionId: point.id, why: 'before_change', suspect };
  }
  const good = usable.find((view) => view.verifiedGood);
  if (good) return { revisionId: good.id, why: 'verified_good' };
  const stable = usable.find((view) => view.doubts.length === 0);
  if (stable) return { revisionId: stable.id, why: 'seen_stable' };
  const before = usable[0];
  return before ? { revisionId: before.id, why: 'before_current' } : null;
}

function newestBefore(views: readonly RevisionView[], at: string): RevisionView | null {
  const ageMs = ({ dataAt }: RevisionView) => Date.parse(at) - Date.parse(dataAt ?? '');
  const before = views.filter((view) => ageMs(view) > 0);
  return before.reduce<RevisionView | null>((best, view) => (best && ageMs(best) <= ageMs(view) ? best : view), null);
}
