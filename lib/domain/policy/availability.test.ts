import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LEA, MAX, type PersonActor, ROB, VERA } from '@/tests/setup/domain/people';
import { actors, aimed, commands, factsAt, weathers } from '@/tests/setup/domain/random';
import { planned, ready, recovered, running, verifying } from '@/tests/setup/domain/world';
import { decide } from '../decide';
import type { Viewer } from '../snapshot';
import { availability, glassFor, type RoomAction } from './availability';

const CAN: Record<PersonActor['role'], string[]> = {
  viewer: ['incident:read'],
  responder: ['incident:read', 'incident:note'],
  commander: ['incident:read', 'incident:note', 'incident:command'],
  admin: ['incident:read', 'incident:note', 'incident:command', 'text:redact'],
};
const viewer = ({ id, name, role }: PersonActor): Viewer => ({ kind: 'member', userId: id, name, can: CAN[role] });
const SHARED: Viewer = { kind: 'shared', userId: null, name: '', can: [] };

describe('availability', () => {
  it('never refuses what the server would grant, nor grants what a gate refuses, when it knows the same', () => {
    const worlds = [planned(), ready(), running(), verifying(), recovered()];
    const people = actors.filter((actor): actor is PersonActor => actor.kind === 'person');
    fc.assert(
      fc.property(fc.constantFrom(...worlds), commands, people, weathers, (world, command, actor, weather) => {
        const facts = factsAt(world.nowMs, weather);
        const asked = aimed(command, world.incident);
        const decided = decide(world.incident, asked, { ...facts, actor, now: world.now });
        const answer = availability(world.incident, asked.type as RoomAction, viewer(actor), world.now, {
          facts,
          args: asked,
        });
        if (decided.ok) expect(answer).toEqual({ allowed: true });
        if (!answer.allowed) expect(decided).toEqual({ ok: false, refusal: answer.refusal });
      }),
      { numRuns: 1_000, seed: 11 },
    );
  });

  it('says nothing about what the room does not know yet', () => {
    const world = ready();
    expect(availability(world.incident, 'run.start', viewer(LEA), world.now)).toEqual({ allowed: true });
  });

  it('offers to send and start in one press before the message is out', () => {
    const world = planned();
    const at = (action: RoomAction) => availability(world.incident, action, viewer(LEA), world.now);
    expect(at('run.start')).toMatchObject({ refusal: { code: 'start_message_missing' } });
    expect(at('send_and_start')).toEqual({ allowed: true });
  });

  it('gives viewers and shared links nothing to press', () => {
    const world = ready();
    for (const who of [viewer(VERA), SHARED]) {
      for (const action of ['note.add', 'run.start', 'message.send', 'check.answer'] as const) {
        expect(availability(world.incident, action, who, world.now).allowed).toBe(false);
      }
    }
  });

  it('names the commander to whoever is not', () => {
    const world = ready();
    const refusal = { code: 'not_commander', params: { commander: 'Léa' } };
    expect(availability(world.incident, 'run.start', viewer(MAX), world.now)).toEqual({ allowed: false, refusal });
    expect(availability(world.incident, 'run.start', viewer(ROB), world.now)).toEqual({ allowed: false, refusal });
  });
});

describe('glassFor', () => {
  it('offers the glass that would help, and a second person can only be done without when urgent', () => {
    const urgent = ready().incident;
    const calm = ready({ class: 'planned' }).incident;
    const refusal = (code: string) => ({ code, params: {} });
    expect(glassFor(urgent, refusal('start_message_missing'))).toBe('start_message');
    expect(glassFor(urgent, refusal('second_person_missing'))).toBe('second_person');
    expect(glassFor(calm, refusal('second_person_missing'))).toBeNull();
    expect(glassFor(urgent, refusal('no_plan'))).toBeNull();
  });
});
