import { expect, test } from 'vitest';
import type { IncidentEvent } from '@/lib/domain/event';
import { faultOf } from './audit';
import { decode } from './read';
import { GENESIS_HASH, type StoredEvent, sealAll } from './seal';

const event = (seq: number): IncidentEvent => ({
  incidentId: 'i',
  seq,
  type: 'note.added',
  at: '2026-01-02T03:04:05.678Z',
  actor: { kind: 'system', name: 'worker' },
  data: { text: `note ${seq}` },
});
const [first, second] = sealAll([event(1), event(2)], GENESIS_HASH) as [StoredEvent, StoredEvent];
const expected = { incidentId: 'i', seq: 2, prevHash: first.hash };

test('a sealed event decodes to itself and has no fault', () => {
  expect(decode(second)).toEqual(event(2));
  expect(faultOf(first, { incidentId: 'i', seq: 1, prevHash: GENESIS_HASH })).toBeNull();
  expect(faultOf(second, expected)).toBeNull();
});

test.each<[string, Partial<StoredEvent>]>([
  ['missing', { seq: 3 }],
  ['misplaced', { prevHash: GENESIS_HASH }],
  ['changed_bytes', { payload: second.payload.replace('worker', 'sampler') }],
  ['changed_bytes', { hash: first.hash }],
  ['changed_columns', { type: 'note.removed' }],
  ['changed_columns', { at: new Date(0) }],
  ['lost_text', { texts: {} }],
  [
    'changed_text',
    { texts: Object.fromEntries(Object.keys(second.texts).map((key) => [key, { salt: '', text: 'x' }])) },
  ],
])('names the fault %s', (fault, change) => {
  expect(faultOf({ ...second, ...change }, expected)).toBe(fault);
});

test('a redacted text is no fault', () => {
  const texts = Object.fromEntries(Object.keys(second.texts).map((key) => [key, null]));
  expect(faultOf({ ...second, texts }, expected)).toBeNull();
});
