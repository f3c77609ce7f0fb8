import { expect, it } from 'vitest';
import { closed, declared, verifying } from '@/tests/setup/domain/world';
import type { IncidentEvent } from './event';
import { evolve } from './evolve';
import { fold } from './fold';

const later = (event: object): IncidentEvent =>
  ({
    incidentId: 'inc',
    seq: 99,
    at: '2026-03-01T04:00:00.000Z',
    actor: { kind: 'system', name: 'worker' },
    ...event,
  }) as IncidentEvent;

it('knows nothing before the declaration', () => {
  expect(fold([])).toBeNull();
  expect(evolve(null, later({ type: 'note.added', data: { text: '' } }))).toBeNull();
});

it.each(['toaster.exploded', 'constructor', '__proto__'])(
  'ignores an event of the unknown type %s but counts it',
  (type) => {
    const { incident } = declared();
    const next = evolve(incident, later({ type, data: {} }));
    expect(next).toEqual({ ...incident, lastSeq: 99, lastAt: '2026-03-01T04:00:00.000Z' });
  },
);

it('folds an event once, and none of another incident', () => {
  const world = verifying();
  const [first] = world.log;
  expect(evolve(world.incident, first as IncidentEvent)).toBe(world.incident);
  const foreign = later({ type: 'note.added', incidentId: 'other', data: { text: '' } });
  expect(evolve(world.incident, foreign)).toBe(world.incident);
});

it('shares what an event does not touch', () => {
  const world = verifying();
  const before = world.incident;
  world.must({ type: 'note.add', text: 'hello' });
  expect(world.incident.run).toBe(before.run);
  expect(world.incident.checks).toBe(before.checks);
  expect(world.incident.messages).toBe(before.messages);
});

it('continues an earlier fold', () => {
  const { log, incident } = closed();
  const half = fold(log.slice(0, 7));
  expect(fold(log.slice(7), half)).toEqual(incident);
});

it('ignores events of a run or a step that it does not know', () => {
  const { incident } = verifying();
  const touched = (event: object) => {
    const { lastSeq: _seq, lastAt: _at, ...next } = evolve(incident, later(event));
    return next;
  };
  const { lastSeq: _seq, lastAt: _at, ...same } = incident;
  expect(touched({ type: 'run.finished', data: { runId: 'ghost' } })).toEqual(same);
  expect(touched({ type: 'step.converged', data: { runId: 'run-1', stepId: 'ghost', evidence: '' } })).toEqual(same);
  expect(touched({ type: 'check.changed', data: { checkId: 'ghost', verdict: 'fail', observed: '' } })).toEqual(same);
});
