import type { RevisionView } from '@/lib/domain/snapshot';

/** Revisions whose name, words, author or marks hold every word that is searched for, whatever their case. */
export function findRevisions(revisions: readonly RevisionView[], search: string): RevisionView[] {
  const wanted = search.toLowerCase().split(/\s+/).filter(Boolean);
  return revisions.filter((revision) => {
    const { label, id, summary, author = '', marks } = revision;
    const text = [label, id, summary, author, ...marks].join(' ').toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}
