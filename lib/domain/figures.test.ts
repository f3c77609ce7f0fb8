import { describe, expect, it } from 'vitest';
import type { Stage } from '@/tests/setup/room/lines';
import { buildEvents } from '@/tests/setup/room/room';
import { figures } from './figures';
import { fold } from './fold';
import type { IncidentState } from './state';

const stateAt = (until: Stage): IncidentState => {
  const state = fold(buildEvents({ until }));
  if (!state) throw new Error('nothing was declared');
  return state;
};
const later = (state: IncidentState, ms: number) => new Date(Date.parse(state.declaredAt) + ms).toISOString();

describe('figures', () => {
  it('measures from the declaration to each milestone and ends at the close', () => {
    const state = stateAt('closed');
    expect(figures(state, later(state, 9_999_000))).toMatchObject({
      durationMs: 540_000,
      toDecideMs: 98_000,
      toTellMs: 138_200,
      toWriteMs: 144_000,
      toRecoverMs: 412_000,
      runs: 1,
    });
  });

  it('counts from when the fault began, once somebody found out', () => {
    const state = stateAt('closed');
    const postmortem = { draftedAt: state.lastAt, savedVersion: 2, beganAt: later(state, -420_000) };
    expect(figures({ ...state, postmortem }, state.lastAt).toDeclareMs).toBe(420_000);
    expect(figures(state, state.lastAt).toDeclareMs).toBeNull();
  });

  it('takes the first write of any run, an earlier one included', () => {
    const state = stateAt('closed');
    const earlier = { steps: [{ id: 's', status: 'failed', requestedAt: later(state, 100_000) }] } as never;
    expect(figures({ ...state, pastRuns: [earlier] }, state.lastAt)).toMatchObject({ toWriteMs: 100_000, runs: 2 });
  });

  it('shares the whole duration out among the phases', () => {
    const state = stateAt('closed');
    const { phases, durationMs } = figures(state, state.lastAt);
    expect(phases.reduce((sum, { spentMs }) => sum + spentMs, 0)).toBe(durationMs);
  });

  it('runs on while the incident is open, with nothing for what has not happened', () => {
    const state = stateAt('evaluation');
    expect(figures(state, later(state, 700_000))).toMatchObject({
      durationMs: 700_000,
      toDecideMs: null,
      toTellMs: null,
      toWriteMs: null,
      toRecoverMs: null,
      runs: 0,
    });
  });
});
