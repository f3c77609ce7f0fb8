import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { health, login, service } from '@/tests/setup/domain/facts';
import { violations } from '@/tests/setup/domain/invariants';
import { actors, aimed, commands, factsAt, type Weather, weathers } from '@/tests/setup/domain/random';
import { sensible } from '@/tests/setup/domain/sensible';
import { declared, type World } from '@/tests/setup/domain/world';
import type { Command } from './command';
import { decide } from './decide';
import { eventBodySchema } from './event';
import { type Actor, type CheckFact, DEFAULT_SETTINGS } from './facts';
import { fold } from './fold';
import { REFUSALS } from './policy';
import { CLASSES } from './words';

interface Turn {
  /** Null: what somebody would do next. */
  random: { command: Command; actor: Actor } | null;
  /** The random command is about what is there. */
  aim: boolean;
  weather: Weather;
  choice: number;
}

const turn: fc.Arbitrary<Turn> = fc.record<Turn>({
  random: fc.option(fc.record({ command: commands, actor: actors }), { freq: 2 }),
  aim: fc.constantFrom(true, true, false),
  weather: weathers,
  choice: fc.nat({ max: 9 }),
});
const turns = fc.array(turn, { maxLength: 80, size: 'max' });

const CHECKS: CheckFact[][] = [[], [health], [health, login], [login], [{ ...health, required: false }]];
const declarations = fc.record({
  class: fc.constantFrom(...CLASSES),
  drill: fc.boolean(),
  service: fc.constantFrom(...CHECKS).map((checks) => service({ checks })),
  settings: fc.constantFrom(DEFAULT_SETTINGS, DEFAULT_SETTINGS, { ...DEFAULT_SETTINGS, objectionMs: 20_000 }),
});

/** Plays one turn; answers what it broke. */
function play(world: World, { random, aim, weather, choice }: Turn): string[] {
  world.wait(weather.waitMs);
  world.facts = factsAt(world.nowMs, weather);
  const before = world.incident;
  const log = [...world.log];
  const asked = random ? ([random.command, random.actor] as const) : sensible(before, choice);
  const [command, actor] = [aim ? aimed(asked[0], before) : asked[0], asked[1]];
  const decided = world.ask(command, actor);
  if (!decided.ok) {
    return REFUSALS.some((code) => code === decided.refusal.code) ? [] : [`unknown refusal ${decided.refusal.code}`];
  }
  const events = world.log.slice(log.length);
  const { facts, nowMs, incident: after } = world;
  return violations({ before, after, events, command, actor, facts, nowMs, log });
}

describe('any sequence of commands, by anybody, at any time', () => {
  const reached = new Set<string>();

  it('never breaks an invariant, and its log folds to the state', () => {
    fc.assert(
      fc.property(declarations, turns, (declaration, sequence) => {
        const world = declared(declaration);
        for (const played of sequence) expect(play(world, played)).toEqual([]);
        expect(world.log.map(({ seq }) => seq)).toEqual(world.log.map((_, index) => index + 1));
        expect(fold(world.log)).toEqual(world.incident);
        expect(JSON.parse(JSON.stringify(world.incident))).toEqual(world.incident);
        for (const event of world.log) reached.add(event.type);
      }),
      { numRuns: 1_000, seed: 20_260_301 },
    );
  }, 120_000);

  it('went everywhere that an incident can go', () => {
    const types = eventBodySchema.options.map((option) => option.shape.type.value);
    expect(types.filter((type) => !reached.has(type))).toEqual([]);
  });
});

describe('decide', () => {
  it('answers whatever it is asked, without throwing and without changing what it is given', () => {
    fc.assert(
      fc.property(fc.boolean(), commands, actors, weathers, (exists, command, actor, weather) => {
        const world = declared();
        const state = exists ? world.incident : null;
        const copy = structuredClone(state);
        const decided = decide(state, command, { ...factsAt(world.nowMs, weather), actor, now: world.now });
        expect(typeof decided.ok).toBe('boolean');
        expect(state).toEqual(copy);
      }),
      { numRuns: 300, seed: 7 },
    );
  });

  it.each(['constructor', '__proto__', 'run.explode', ''])('refuses the unknown command "%s"', (type) => {
    expect(declared().refused({ type } as unknown as Command)).toBe('unknown_command');
  });
});
