import { describe, expect, it } from 'vitest';
import { buildEvents } from '@/tests/setup/room/room';
import { CHUNK_SIZE, chunked } from './chunks';

const events = buildEvents({ until: 'closed', notes: 150 });

describe('chunked', () => {
  it('shows everything once, newest first', () => {
    const shown = chunked(events, []).flatMap((chunk) => chunk.events.map((event) => event.seq));
    expect(shown).toEqual(events.map((event) => event.seq).reverse());
  });

  it('draws only the chunk that a new event belongs to', () => {
    const before = chunked(events.slice(0, -1), []);
    const after = chunked(events, before);
    const redrawn = after.filter((chunk) => !before.includes(chunk));
    expect(redrawn.length).toBe(1);
    expect(redrawn[0]?.events[0]?.seq).toBe(events.at(-1)?.seq);
  });

  it('keeps chunks bounded', () => {
    expect(Math.max(...chunked(events, []).map((chunk) => chunk.events.length))).toBeLessThanOrEqual(CHUNK_SIZE);
  });
});
