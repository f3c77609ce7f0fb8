import { describe, expect, it } from 'vitest';
import { REVISIONS } from '@/tests/setup/room/facts';
import { findRevisions } from './find-revisions';

const { revisions } = REVISIONS;
const found = (search: string) => findRevisions(revisions, search).map(({ label }) => label);

describe('findRevisions', () => {
  it('shows all when nothing is searched', () => expect(found(' ').length).toBe(revisions.length));
  it('finds by name', () => expect(found('4f1c2')).toEqual(['4f1c2ab9']));
  it('finds by words and author together, in any order', () => {
    const both = findRevisions(revisions, 'NOOR cart');
    expect(both.length).toBeGreaterThan(0);
    expect(both.every(({ author, summary }) => author === 'Noor' && summary === 'Raise the cart limit')).toBe(true);
  });
  it('finds by mark', () =>
    expect(found('merge').length).toBe(revisions.filter((r) => r.marks.includes('merge')).length));
  it('finds nothing rather than something else', () => expect(found('nobody wrote this')).toEqual([]));
});
