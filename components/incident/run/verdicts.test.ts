import { describe, expect, it } from 'vitest';
import type { StepState } from '@/lib/domain/state';
import { verdictsOf } from './verdicts';

const at = '2026-01-01T00:00:00.000Z';
const step = (over: Partial<StepState>): StepState => ({ id: 's', wave: 0, status: 'planned', ...over });

describe('verdictsOf', () => {
  it('waits before anything was asked', () =>
    expect(verdictsOf(step({}))).toEqual({ requested: 'waiting', converged: 'waiting', healthy: 'waiting' }));

  it('never takes an accepted request for a converged platform', () =>
    expect(verdictsOf(step({ status: 'requested', requestedAt: at }))).toEqual({
      requested: 'yes',
      converged: 'going',
      healthy: 'waiting',
    }));

  it('never takes a converged platform for a healthy one', () =>
    expect(verdictsOf(step({ status: 'converged', requestedAt: at, convergedAt: at })).healthy).toBe('going'));

  it('shows a failure where the step stopped', () => {
    const failure = { code: 'conflict', error: '', retryable: true, at };
    expect(verdictsOf(step({ status: 'failed', failure })).requested).toBe('no');
    expect(verdictsOf(step({ status: 'failed', failure, requestedAt: at }))).toEqual({
      requested: 'yes',
      converged: 'no',
      healthy: 'waiting',
    });
  });

  it('shows an unhealthy component as such', () => {
    const seen = step({ status: 'unhealthy', requestedAt: at, convergedAt: at, healthy: false });
    expect(verdictsOf(seen).healthy).toBe('no');
  });
});
