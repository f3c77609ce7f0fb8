import { describe, expect, it } from 'vitest';
import type { RunState, StepState } from '@/lib/domain/state';
import { abortAccount } from './abort-account';

const target = (stepId: string, componentName: string) => ({
  stepId,
  componentId: componentName,
  componentName,
  from: { id: 'old', label: 'old', summary: '' },
  to: { id: 'new', label: 'new', summary: '' },
});

const aborted = (abortReason: string, ...statuses: StepState['status'][]): RunState => ({
  id: 'run',
  status: 'aborted',
  startedAt: '2026-01-01T00:00:00.000Z',
  startedBy: 'Léa',
  abortReason,
  steps: statuses.map((status, wave) => ({ id: `s-${wave}`, wave, status })),
  targets: statuses.map((_status, wave) => target(`s-${wave}`, ['web', 'api', 'db'][wave] ?? '')),
});

describe('abortAccount', () => {
  it('tells the reason apart from what the platform said of each component', () => {
    const { reason, standings, isMixed } = abortAccount(
      aborted('The image is gone.\nSo it is.\nweb: 1.4.2 (Round prices)\napi: ?', 'healthy', 'failed', 'planned'),
    );
    expect(reason).toBe('The image is gone.\nSo it is.');
    expect(standings).toEqual([
      { component: 'web', revision: '1.4.2 (Round prices)', begun: true },
      { component: 'api', revision: null, begun: true },
      { component: 'db', revision: 'old', begun: false },
    ]);
    expect(isMixed).toBe(true);
  });

  it('names a component that nobody was asked about: where its step ended, or that nobody knows', () =>
    expect(abortAccount(aborted('Taken over', 'converged', 'failed')).standings).toEqual([
      { component: 'web', revision: 'new', begun: true },
      { component: 'api', revision: null, begun: true },
    ]));

  it('has nothing to tell where nothing was begun', () =>
    expect(abortAccount(aborted('Changed my mind\nNothing had been written.', 'planned'))).toEqual({
      reason: 'Changed my mind',
      standings: [],
      isMixed: false,
    }));
});
