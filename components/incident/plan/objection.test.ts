import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '@/lib/domain/facts';
import { ROB, WORKER } from '@/tests/setup/domain/people';
import { ready, start, type World } from '@/tests/setup/domain/world';
import { askingOf } from './objection';

const settings = { ...DEFAULT_SETTINGS, objectionMs: 20_000 };
const asked = () => ready({ settings }).must({ type: 'objection.open', planId: 'plan-1', hash: 'hash-1' });
const asking = (world: World) => askingOf(world.incident, world.nowMs);

describe('askingOf', () => {
  it('knows nothing before the team is asked, and after the start', () => {
    expect(asking(ready({ settings })).kind).toBe('none');
    expect(asking(asked().wait(20_000).must(start())).kind).toBe('none');
  });

  it('counts down, then waits for the start', () => {
    expect(asking(asked().wait(5_000))).toMatchObject({ kind: 'open', leftMs: 15_000, totalMs: 20_000 });
    expect(asking(asked().wait(21_000)).kind).toBe('starting');
  });

  it('says when the start did not come', () => {
    expect(asking(asked().wait(60_000)).kind).toBe('late');
    const refused = asked().wait(21_000);
    refused.must({ type: 'reminder.raise', reminder: 'start_refused', detail: 'no' }, WORKER);
    expect(asking(refused).kind).toBe('late');
  });

  it('stands still on an objection', () => {
    const world = asked().must({ type: 'objection.raise', hash: 'hash-1', reason: 'A backup is running.' }, ROB);
    expect(asking(world.wait(60_000))).toMatchObject({ kind: 'raised', raised: { reason: 'A backup is running.' } });
  });
});
