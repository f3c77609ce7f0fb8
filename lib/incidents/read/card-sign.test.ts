import { describe, expect, it } from 'vitest';
import { fold } from '@/lib/domain/fold';
import type { IncidentState, RunState } from '@/lib/domain/state';
import type { Stage } from '@/tests/setup/room/lines';
import { buildEvents } from '@/tests/setup/room/room';
import { buildSeveral, type Several } from '@/tests/setup/room/several';
import { cardSign, waitsForDecision } from './card-sign';

const folded = (state: IncidentState | null): IncidentState => {
  if (!state) throw new Error('nothing was declared');
  return state;
};
const at = (until: Stage) => folded(fold(buildEvents({ until })));
const several = (until: Several) => folded(fold(buildSeveral(until)));
const withRun = (part: Partial<RunState>): IncidentState => {
  const state = at('running');
  if (!state.run) throw new Error('nothing runs');
  return { ...state, run: { ...state.run, ...part } };
};

describe('cardSign', () => {
  it.each(['evaluation', 'plan', 'verification', 'debrief'] as const)(
    'says nothing beyond the phase at %s',
    (until) => {
      expect(cardSign(at(until))).toBeNull();
    },
  );

  it('counts the steps of a run', () => {
    expect(cardSign(at('running'))).toMatchObject({ kind: 'rolling_back', of: at('running').run?.steps.length });
  });

  it('names the step that failed', () => {
    const state = at('failed');
    const place = state.run?.steps.findIndex(({ status }) => status === 'failed') ?? -1;
    expect(cardSign(state)).toEqual({ kind: 'step_failed', step: place + 1 });
  });

  it('tells when the run starts by itself, and that somebody objected', () => {
    const state = several('asked');
    expect(cardSign(state)).toEqual({ kind: 'starts', at: state.objection?.until });
    const raised = { by: 'Noor', reason: 'the sale begins at noon', at: state.lastAt };
    const objection = state.objection && { ...state.objection, raised };
    expect(cardSign({ ...state, objection })).toEqual({ kind: 'objected' });
  });

  it.each([
    ['person', 'paused'],
    ['checks', 'checks_red'],
    ['deadline', 'step_late'],
    ['abort_failed', 'abort_failed'],
  ] as const)('tells a pause by %s', (cause, kind) => {
    expect(cardSign(withRun({ status: 'paused', pausedBecause: { cause, detail: '' } }))).toMatchObject({ kind });
  });

  it('tells an abort while it goes on and after it', () => {
    expect(cardSign(withRun({ status: 'aborting' }))).toEqual({ kind: 'aborting' });
    expect(cardSign(withRun({ status: 'aborted' }))).toEqual({ kind: 'aborted' });
  });

  it('tells a verification that led back to execution', () => {
    const state = at('running');
    expect(cardSign({ ...state, run: null, plan: null, pastRuns: state.run ? [state.run] : [] })).toEqual({
      kind: 'not_held',
    });
  });
});

describe('waitsForDecision', () => {
  it('tells what stands still from what goes on', () => {
    expect(waitsForDecision(cardSign(at('failed')))).toBe(true);
    expect(waitsForDecision(cardSign(withRun({ status: 'aborted' })))).toBe(true);
    expect(waitsForDecision(cardSign(at('running')))).toBe(false);
    expect(waitsForDecision(cardSign(several('asked')))).toBe(false);
    expect(waitsForDecision(null)).toBe(false);
  });
});
