import type { RevisionView } from '@/lib/domain/snapshot';
import type { Revision } from '@/lib/providers/contract';

/** What a delivery pipeline announced: at least one of `revisionId`, `commit` and `image` says what it was. */
export interface Marker {
  revisionId: string | null;
  commit: string | null;
  image: string | null;
  at: Date;
  by: string;
  url: string | null;
}

/** What the pipeline said of a revision: the first of the markers (newest first) that names its artefact. */
export function deploymentOf(revision: Revision, markers: readonly Marker[]): RevisionView['deployed'] {
  const marker = markers.find((one) => names(one, revision));
  if (!marker) return undefined;
  return { at: marker.at.toISOString(), by: marker.by, ...(marker.url ? { url: marker.url } : {}) };
}

/**
 * A revision's id is its artefact's identity. A pipeline may know the commit or the image instead: whole words of what
 * the provider says of the revision, an abbreviated commit included.
 */
function names({ revisionId, commit, image }: Marker, revision: Revision): boolean {
  if (revisionId) return revision.id === revisionId;
  const words = `${revision.id} ${revision.label} ${revision.summary} ${revision.marks.join(' ')}`.split(/[\s,]+/);
  if (commit) return words.some((word) => isCommit(word, commit));
  return image !== null && words.includes(image);
}

const SHORTEST_COMMIT = 7;

function isCommit(word: string, commit: string): boolean {
  if (word.length < SHORTEST_COMMIT) return false;
  const bare = word.replace(/^[a-z]+:/, '');
  return bare.length >= SHORTEST_COMMIT && (bare.startsWith(commit) || commit.startsWith(bare));
}
