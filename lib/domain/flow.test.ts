import { describe, expect, it } from 'vitest';
import type { PlanStep } from './facts';
import { gapOf, givenBy, outputsIn, placeholderOf, withOutputs } from './flow';
import type { RunState, StepState } from './state';

const ADDRESS = { componentId: '0d7c-database', output: 'endpoint' };

describe('what a target takes from earlier steps', () => {
  it('is read from its placeholders', () => {
    expect(outputsIn(`host:${placeholderOf(ADDRESS)}`)).toEqual([ADDRESS]);
    expect(outputsIn('host:db-2.example')).toEqual([]);
  });

  it('is filled in wherever it stands, and nothing else changes', () => {
    const write = {
      mode: 'host',
      hosts: [`a-${placeholderOf(ADDRESS)}-b`, '$HOME', 'no $ sign'],
      depth: { n: 1, none: null },
    };
    expect(withOutputs(write, ({ output }) => `the ${output}`)).toEqual({
      ...write,
      hosts: ['a-the endpoint-b', '$HOME', 'no $ sign'],
    });
  });
});

describe('what a step gives', () => {
  const operation = { id: 'op', evidence: '', data: { endpoint: 'db-2.example', port: 5432, tags: {} } };
  const step: StepState = { id: 'a', wave: 0, status: 'converged', convergedAt: '2026-01-01T00:00:00.000Z', operation };

  it('is known once its platform has settled, as a text', () => {
    expect(givenBy(step, 'endpoint')).toBe('db-2.example');
    expect(givenBy(step, 'port')).toBe('5432');
  });

  it('is nothing before that, after it was taken back, or when it never had it', () => {
    const { convergedAt: _at, ...before } = step;
    expect(givenBy({ ...before, status: 'requested' }, 'endpoint')).toBeNull();
    expect(givenBy({ ...step, status: 'undone' }, 'endpoint')).toBeNull();
    expect(givenBy(step, 'tags')).toBeNull();
    expect(givenBy(undefined, 'endpoint')).toBeNull();
  });

  const planned = [
    { id: 'a', componentName: 'database' },
    { id: 'b', componentName: 'db-url', inputs: [{ stepId: 'a', componentName: 'database', output: 'endpoint' }] },
  ] as PlanStep[];
  const runOf = (status: RunState['status'], second: Partial<StepState>) =>
    ({ status, steps: [step, { id: 'b', wave: 1, status: 'failed', ...second }] }) as RunState;

  it('leaves a gap while the one that takes it has not settled', () => {
    const gap = { output: 'endpoint', value: 'db-2.example', source: 'database', consumer: 'db-url' };
    expect(gapOf(runOf('paused', {}), planned)).toEqual(gap);
    expect(gapOf(runOf('aborted', {}), planned)).toEqual(gap);
  });

  it('leaves none while the run goes on, nor once it was taken', () => {
    expect(gapOf(runOf('running', {}), planned)).toBeNull();
    expect(gapOf(runOf('paused', { convergedAt: '2026-01-01T00:01:00.000Z' }), planned)).toBeNull();
  });
});
