import type { Revision, RevisionPage } from '../contract';
import type { Secrets } from './client';
import { isPin } from './pin';
import { byAge, CURRENT, labelOf, PENDING, PREVIOUS, readVersions, type Version } from './versions';

/** A page of versions, newest first; `cursor` is the place of the last one of the page before, so none is lost. */
export async function revisions(
  secrets: Secrets,
  page: { cursor?: string; limit: number },
  signal: AbortSignal,
): Promise<RevisionPage> {
  const { versions } = await readVersions(secrets, signal);
  const after = page.cursor === undefined ? null : placeFrom(page.cursor);
  const rest = after ? versions.filter((version) => byAge(after, version) < 0) : versions;
  const shown = rest.slice(0, page.limit);
  const last = shown.at(-1);
  return {
    revisions: shown.map(revisionFrom),
    ...(rest.length > shown.length && last ? { nextCursor: `${last.createdAtMs}/${last.id}` } : {}),
  };
}

/** The version that AWSCURRENT is on. */
export async function current(
  secrets: Secrets,
  signal: AbortSignal,
): Promise<Pick<Revision, 'id' | 'label' | 'summary'>> {
  return referenceTo((await readVersions(secrets, signal)).current);
}

export function referenceTo({ id, stages }: Version): Pick<Revision, 'id' | 'label' | 'summary'> {
  return { id, label: labelOf(id), summary: stages.join(', ') };
}

function revisionFrom(version: Version): Revision {
  return {
    ...referenceTo(version),
    at: new Date(version.createdAtMs).toISOString(),
    current: version.stages.includes(CURRENT),
    marks: marksOf(version.stages),
  };
}

function marksOf(stages: string[]): string[] {
  return [
    ...(stages.includes(PREVIOUS) ? ['previous'] : []),
    ...(stages.includes(PENDING) ? ['pending'] : []),
    ...(stages.some(isPin) ? ['pinned'] : []),
    ...(stages.length === 0 ? ['deprecated'] : []),
  ];
}

function placeFrom(cursor: string): Pick<Version, 'id' | 'createdAtMs'> {
  const [createdAt = '', id = ''] = cursor.split('/');
  return { createdAtMs: Number(createdAt), id };
}
