import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { eventBodySchema, type IncidentEvent } from './event';
import { fold } from './fold';
import { type IncidentState, STATE_VERSION } from './state';
import { upcast } from './upcast';

/** Events as they were once stored, and the state that they meant. Files are added, never edited. */
const folder = fileURLToPath(new URL('./corpus/', import.meta.url));
const files = readdirSync(folder);

interface Stored {
  stateVersion: number;
  events: IncidentEvent[];
  state: IncidentState;
}
const read = (file: string) => JSON.parse(readFileSync(`${folder}${file}`, 'utf8')) as Stored;
const today = (events: IncidentEvent[]) =>
  events.map((event) => ({ ...event, data: upcast(event.type, event.data) }) as IncidentEvent);

describe.each(files)('%s', (file) => {
  const stored = read(file);

  it('still folds to what happened', () => {
    const state = fold(today(stored.events));
    expect(state).toMatchObject({
      title: stored.state.title,
      status: stored.state.status,
      phase: stored.state.phase,
      outcome: stored.state.outcome,
      visits: stored.state.visits,
      lastSeq: stored.events.length,
    });
  });

  it('folds to the same state for as long as the state has that version', () => {
    if (stored.stateVersion === STATE_VERSION) expect(fold(today(stored.events))).toEqual(stored.state);
    else expect(stored.stateVersion).toBeLessThan(STATE_VERSION);
  });

  it('is of shapes that the schema knows, once upcast', () => {
    for (const { type, data } of today(stored.events)) eventBodySchema.parse({ type, data });
  });
});

it('holds every type of event', () => {
  const seen = new Set(files.flatMap((file) => read(file).events.map(({ type }) => type)));
  const types = eventBodySchema.options.map((option) => option.shape.type.value);
  expect(types.filter((type) => !seen.has(type))).toEqual([]);
});

describe('upcast', () => {
  it('reshapes an old event and lets every other pass', () => {
    const upcasts = { 'note.added': (data: unknown) => ({ text: (data as { body: string }).body }) };
    expect(upcast('note.added', { body: 'old' }, upcasts)).toEqual({ text: 'old' });
    expect(upcast('toString', { a: 1 }, upcasts)).toEqual({ a: 1 });
    expect(upcast('note.added', { text: 'new' })).toEqual({ text: 'new' });
  });
});
