import { describe, expect, it } from 'vitest';
import type { RunTarget } from '@/lib/domain/state';
import { stageOf } from './stage';

const target = (stepId: string, componentId: string, to: string, more: Partial<RunTarget> = {}): RunTarget => ({
  stepId,
  componentId,
  componentName: componentId,
  from: { id: 'before', label: 'before', summary: '' },
  to: { id: to, label: to, summary: '' },
  ...more,
});

describe('stageOf', () => {
  const targets = [
    target('part', 'traffic', '10 %', { action: 'canary' }),
    target('rest', 'traffic', '100 %'),
    target('stop', 'web', 'stopped', { action: 'stop' }),
    target('web', 'web', '1.4.2'),
  ];

  it('starts the second stage of a component from where the first one left it', () => {
    expect(stageOf({ targets }, 'part')).toEqual({ stage: { at: 1, total: 2 }, from: 'before' });
    expect(stageOf({ targets }, 'rest')).toEqual({ stage: { at: 2, total: 2 }, from: '10 %' });
  });

  it('takes no stop or suspension for a stage', () => {
    expect(stageOf({ targets }, 'web')).toEqual({ stage: null, from: 'before' });
    expect(stageOf({ targets }, 'stop')).toEqual({ stage: null, from: 'before' });
  });
});
