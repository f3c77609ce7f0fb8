import { describe, expect, it } from 'vitest';
import { buildEvents } from '@/tests/setup/room/room';
import { groupOf, markOf } from './describe';

const events = buildEvents({ until: 'closed', notes: 3 });
const find = (type: string) => {
  const event = events.find((candidate) => candidate.type === type);
  if (!event) throw new Error(type);
  return event;
};

describe('groupOf', () => {
  it.each([
    ['note.added', 'notes'],
    ['followup.opened', 'notes'],
    ['step.failed', 'run'],
    ['check.changed', 'checks'],
    ['message.queued', 'messages'],
    ['decision.taken', 'decisions'],
  ])('puts %s among %s', (type, group) => expect(groupOf(find(type))).toBe(group));
});

describe('markOf', () => {
  it('shows a failed step as a failure', () => expect(markOf(find('step.failed')).tone).toBe('danger'));
  it('never shows a check that could not be asked as green', () => {
    const asked = { ...find('check.changed'), type: 'check.changed' as const };
    const error = {
      ...asked,
      data: { checkId: 'c', verdict: 'error' as const, observed: '', previous: 'pass' as const },
    };
    expect(markOf(error).tone).toBe('warn');
  });
  it('leaves an event of a later version plain', () => {
    const strange = { ...find('note.added'), type: 'moon.landed' } as never;
    expect(markOf(strange)).toEqual({ tone: 'neutral', icon: 'dot' });
  });
});
