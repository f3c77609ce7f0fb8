import { expect, it } from 'vitest';
import type { Revision } from '@/lib/providers/contract';
import { deploymentOf, type Marker } from './match';

const COMMIT = '4f2a9c1d7e8b3a6f5d4c3b2a1908f7e6d5c4b3a2';
const at = new Date('2026-03-02T08:00:00Z');

const revision = (given: Partial<Revision>): Revision => ({
  id: 'r1',
  label: 'r1',
  summary: '',
  current: false,
  marks: [],
  ...given,
});
const marker = (given: Partial<Marker>): Marker => ({
  revisionId: null,
  commit: null,
  image: null,
  at,
  by: 'deploy job 71',
  url: null,
  ...given,
});
const isNamed = (by: Partial<Marker>, given: Partial<Revision>) => deploymentOf(revision(given), [marker(by)]);

it.each<[string, Partial<Marker>, Partial<Revision>]>([
  ['the provider’s own id', { revisionId: 'r1' }, {}],
  ['the commit that is the revision', { commit: COMMIT }, { id: COMMIT }],
  ['an abbreviated commit', { commit: COMMIT.slice(0, 7) }, { id: COMMIT }],
  [
    'the commit where the platform knows the abbreviated one',
    { commit: COMMIT },
    { marks: [`commit:${COMMIT.slice(0, 8)}`] },
  ],
  ['the image', { image: 'shop/web:1.4.2' }, { summary: 'shop/web:1.4.2, shop/proxy:9' }],
])('a marker names a revision by %s', (_how, by, given) => {
  expect(isNamed(by, given)).toEqual({ at: at.toISOString(), by: 'deploy job 71' });
});

it.each<[string, Partial<Marker>, Partial<Revision>]>([
  ['another id, whatever its commit', { revisionId: 'r2', commit: COMMIT }, { id: COMMIT }],
  ['another commit', { commit: 'aaaaaaa' }, { id: COMMIT }],
  ['an image that only begins like it', { image: 'shop/web:1.4' }, { summary: 'shop/web:1.4.2' }],
  ['a word shorter than an abbreviated commit', { commit: COMMIT }, { summary: '4f2a' }],
])('a marker does not name a revision by %s', (_how, by, given) => {
  expect(isNamed(by, given)).toBeUndefined();
});

it('the newest word on a revision counts', () => {
  const older = marker({ revisionId: 'r1', by: 'job 1' });
  expect(deploymentOf(revision({}), [marker({ revisionId: 'r1', by: 'job 2' }), older])?.by).toBe('job 2');
});
