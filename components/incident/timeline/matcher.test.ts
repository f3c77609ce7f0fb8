import { expect, it } from 'vitest';
import { buildEvents } from '@/tests/setup/room/room';
import { matcher } from './matcher';

const events = buildEvents({ until: 'evaluation' });
const tell = (event: (typeof events)[number]) => (event.type === 'note.added' ? event.data.text : event.type);
const found = (search: string) => events.filter(matcher(search, tell)).map((event) => event.type);

it('finds by words and by who, without accents and case', () => {
  expect(found('FIRST report')).toEqual(['note.added']);
  expect(found('lea vanden').length).toBeGreaterThan(0);
  expect(found('nobody wrote this')).toEqual([]);
});

it('finds everything when nothing is searched', () => expect(found('  ').length).toBe(events.length));
