import type { IncidentEvent } from '@/lib/domain/event';

export const CHUNK_SIZE = 40;

export interface Chunk {
  /** Stable while events arrive: by seq, not by place in the list. */
  key: number;
  /** Newest first. */
  events: IncidentEvent[];
}

/**
 * Cuts a timeline (oldest first) into chunks, newest first. A chunk keeps its identity as long as its events stay the
 * same, so that a live event draws one chunk again, never the whole list.
 */
export function chunked(events: readonly IncidentEvent[], known: readonly Chunk[]): Chunk[] {
  const chunks: Chunk[] = [];
  for (const event of events) {
    const key = Math.floor(event.seq / CHUNK_SIZE);
    const last = chunks.at(-1);
    if (last?.key === key) last.events.push(event);
    else chunks.push({ key, events: [event] });
  }
  const before = new Map(known.map((chunk) => [chunk.key, chunk]));
  return chunks
    .map((chunk) => {
      const events = chunk.events.reverse();
      const same = before.get(chunk.key);
      const unchanged = same?.events.length === events.length && same.events.every((event, n) => event === events[n]);
      return same && unchanged ? same : { key: chunk.key, events };
    })
    .reverse();
}
