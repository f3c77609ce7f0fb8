import { describe, expect, it } from 'vitest';
import { LEA, WORKER } from '@/tests/setup/domain/people';
import { declared, ready, type World } from '@/tests/setup/domain/world';
import { standingReminders } from './standing-reminders';

const remind = (world: World, reminder: 'no_update' | 'phase_over_budget' | 'nobody_commands') =>
  world.must({ type: 'reminder.raise', reminder, detail: '' }, WORKER);
const update = { type: 'message.send', messageId: 'm-2', kind: 'update', locale: 'en', body: 'Still at it' } as const;

describe('standingReminders', () => {
  it('stands until an update is out', () => {
    const world = ready();
    expect(standingReminders(world.incident).noUpdateSince).toBeNull();
    remind(world.wait(20 * 60_000), 'no_update');
    expect(standingReminders(world.incident).noUpdateSince).toBe(world.incident.messages[0]?.at);
    world.wait(1_000).must(update, LEA);
    expect(standingReminders(world.incident).noUpdateSince).toBeNull();
  });

  it('points at the phase that takes too long, and no longer at the next one', () => {
    const world = remind(declared().wait(130_000), 'phase_over_budget');
    expect(standingReminders(world.incident).overBudgetAt).toBe(world.now);
    world.wait(1_000).must({ type: 'decision.take', decision: 'fix_forward', reason: '' }, LEA);
    expect(standingReminders(world.incident).overBudgetAt).toBeNull();
  });

  it('asks who commands until somebody decides', () => {
    const world = remind(declared().wait(5 * 60_000), 'nobody_commands');
    expect(standingReminders(world.incident).nobodyCommands).toBe(true);
    world.must({ type: 'decision.take', decision: 'fix_forward', reason: '' }, LEA);
    expect(standingReminders(world.incident).nobodyCommands).toBe(false);
  });
});
