import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WORKER } from '@/tests/setup/domain/people';
import { actors, aimed, commands, factsAt, weathers } from '@/tests/setup/domain/random';
import { sensible } from '@/tests/setup/domain/sensible';
import { strictTranslator } from '@/tests/setup/domain/translate';
import { closed, declared, running, STEP, verifying } from '@/tests/setup/domain/world';
import type { IncidentEvent } from './event';
import { eventSummary, tellSummary } from './event-summary';
import { LOCALES } from './words';

const translators = LOCALES.map(strictTranslator);
const en = strictTranslator('en');

describe('eventSummary', () => {
  it('says every event in both languages', () => {
    const turn = fc.record({
      command: commands,
      actor: actors,
      weather: weathers,
      usual: fc.boolean(),
      choice: fc.nat(9),
    });
    fc.assert(
      fc.property(fc.array(turn, { maxLength: 60, size: 'max' }), (turns) => {
        const world = declared();
        for (const { command, actor, weather, usual, choice } of turns) {
          world.wait(weather.waitMs).facts = factsAt(world.nowMs, weather);
          if (usual) world.ask(...sensible(world.incident, choice));
          else world.ask(aimed(command, world.incident), actor);
        }
        for (const event of world.log) {
          const summary = eventSummary(event, world.incident, world.log);
          for (const t of translators) expect(tellSummary(summary, t)).not.toMatch(/[{}]|undefined/);
        }
      }),
      { numRuns: 200, seed: 5 },
    );
  });

  it('names steps, checks and people instead of ids', () => {
    const world = verifying();
    const lines = world.log.map((event) => tellSummary(eventSummary(event, world.incident), en));
    expect(lines).toEqual([
      'Léa declared the incident on Shop: Checkout returns 500',
      'Léa decided to roll web back to v1',
      'Léa prepared the plan: web → v1',
      'Léa sent the start message to ops room',
      'Léa started the rollback: web → v1',
      'About to roll web back to v1',
      'The platform accepted web → v1',
      'web is on v1',
      expect.stringContaining('Follow-up opened: revert the revert'),
      'web looks healthy on v1',
      'The run finished',
    ]);
  });

  it('tells what the platform said of a failure once, and names the step that paused the run', () => {
    const world = running();
    const fail = (code: string, error: string) =>
      world.must({ type: 'step.fail', ...STEP, code, error, retryable: true }, WORKER);
    fail('failed', 'the image is gone');
    world.must({ type: 'step.retry', runId: STEP.runId, stepId: STEP.stepId });
    fail('timeout', 'still 2 of 3');
    const pauses = world.log.filter(({ type }) => type === 'run.paused');
    const told = (log: readonly IncidentEvent[]) =>
      pauses.map((event) => tellSummary(eventSummary(event, world.incident, log), en));
    expect(told(world.log)).toEqual([
      'The run is paused: web → v1 failed',
      'The run is paused: the platform took too long over web → v1',
    ]);
    // Of a timeline whose older part is not read, the words that came with the pause are all there is.
    expect(told(pauses)[0]).toBe('The run is paused: a step failed: the image is gone');
  });

  it('keeps the journal of the machinery apart from what happened', () => {
    const world = closed();
    const levels = new Map(world.log.map((event) => [event.type, eventSummary(event, world.incident).level]));
    expect(levels.get('step.intended')).toBe('journal');
    expect(levels.get('run.started')).toBe('milestone');
    expect(levels.get('plan.prepared')).toBe('detail');
  });

  it('only names an event from the future', () => {
    const event = { ...declared().log[0], type: 'toaster.exploded' } as unknown as IncidentEvent;
    expect(eventSummary(event, null)).toMatchObject({ key: 'timeline.unknown', level: 'journal' });
  });
});
