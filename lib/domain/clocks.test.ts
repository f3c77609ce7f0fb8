import { describe, expect, it } from 'vitest';
import { step } from '@/tests/setup/domain/facts';
import { declared, planned, ready, recovered, verifying } from '@/tests/setup/domain/world';
import { deadlineClock, expectedMs, phaseClocks } from './clocks';
import type { Phase } from './words';

const clockOf = (world: ReturnType<typeof declared>, phase: Phase) =>
  phaseClocks(world.incident, world.now).find((clock) => clock.phase === phase);

describe('phaseClocks', () => {
  it('runs the clock of the current phase against its budget', () => {
    const world = declared().wait(30_000);
    expect(clockOf(world, 'evaluation')).toEqual({
      phase: 'evaluation',
      visits: 1,
      elapsedMs: 30_000,
      budgetMs: 120_000,
      overMs: 0,
      level: 'ok',
      running: true,
    });
    expect(clockOf(world, 'debrief')).toMatchObject({ visits: 0, elapsedMs: 0, budgetMs: null, running: false });
  });

  it.each([
    [120_000, 'ok', 0],
    [154_000, 'warn', 34_000],
    [180_000, 'danger', 60_000],
  ])('after %i ms is %s', (waitMs, level, overMs) => {
    expect(clockOf(declared().wait(waitMs), 'evaluation')).toMatchObject({ level, overMs });
  });

  it('adds up the stays of a phase that was visited twice', () => {
    const world = ready().wait(10_000);
    const again = verifying().wait(5_000).must({ type: 'verification.fail', reason: 'no' }).wait(7_000);
    expect(clockOf(world, 'execution')).toMatchObject({ elapsedMs: 10_000, visits: 1 });
    expect(clockOf(again, 'execution')).toMatchObject({ elapsedMs: 7_000, visits: 2, running: true });
    expect(clockOf(again, 'verification')).toMatchObject({ elapsedMs: 5_000, running: false });
  });

  it('gives a long plan the time that it is expected to take', () => {
    const world = planned({}, { steps: [step({ estimateMs: 900_000 })] });
    expect(expectedMs(world.incident)).toBe(900_000);
    expect(clockOf(world, 'execution')?.budgetMs).toBe(900_000);
    expect(expectedMs(planned({}, { steps: [step()] }).incident)).toBeNull();
  });
});

describe('deadlineClock', () => {
  it('counts from declaration to recovery', () => {
    const world = declared().wait(60_000);
    expect(deadlineClock(world.incident, world.now)).toMatchObject({
      elapsedMs: 60_000,
      remainingMs: 840_000,
      running: true,
    });
    const over = recovered();
    const clock = deadlineClock(over.incident, over.wait(3_600_000).now);
    expect(clock).toMatchObject({ elapsedMs: 120_000, running: false, level: 'ok' });
  });

  it('follows the class when it changes', () => {
    const world = declared().must({ type: 'incident.reclassify', class: 'planned', reason: 'few users' });
    expect(deadlineClock(world.incident, world.now).budgetMs).toBe(3_600_000);
  });
});
