import { createHash } from 'node:crypto';
import { canonical } from '@/lib/domain/canonical';
import type { IncidentEvent } from '@/lib/domain/event';
import { hideTexts, type Texts } from './texts';

/** What the first event of an incident follows. */
export const GENESIS_HASH = '0'.repeat(64);

/** A row of `events`. */
export interface StoredEvent {
  incidentId: string;
  seq: number;
  type: string;
  at: Date;
  payload: string;
  texts: Texts;
  prevHash: string;
  hash: string;
}

/** SHA-256 over the previous hash and the stored bytes, so that no event can be changed, dropped or moved unseen. */
export function chainHash(prevHash: string, payload: string): string {
  return createHash('sha256').update(prevHash).update(payload).digest('hex');
}

/** Turns events into rows, each chained to the one before; `prevHash` is the hash of the incident's last event. */
export function sealAll(events: IncidentEvent[], prevHash: string): StoredEvent[] {
  let last = prevHash;
  return events.map((event) => {
    const row = seal(event, last);
    last = row.hash;
    return row;
  });
}

function seal(event: IncidentEvent, prevHash: string): StoredEvent {
  const { incidentId, seq, type, at, actor } = event;
  const { data, texts } = hideTexts(event.data);
  const payload = canonical({ incidentId, seq, type, at, actor, data });
  return { incidentId, seq, type, at: new Date(at), payload, texts, prevHash, hash: chainHash(prevHash, payload) };
}
