import { describe, expect, it } from 'vitest';
import { step } from '@/tests/setup/domain/facts';
import { planEstimate } from './estimate';

const known = (wave: number, estimateMs: number, estimateP90Ms?: number) =>
  step({ wave, estimateMs, ...(estimateP90Ms === undefined ? {} : { estimateP90Ms }) });

describe('planEstimate', () => {
  it('adds up the slowest step of each wave', () =>
    expect(planEstimate({ steps: [known(0, 10, 20), known(0, 30, 40), known(1, 5, 9)] })).toEqual({
      expectedMs: 35,
      p90Ms: 49,
      playbook: null,
    }));

  it('promises no bound that history does not tell of every step', () =>
    expect(planEstimate({ steps: [known(0, 10, 20), known(1, 5)] })).toMatchObject({ expectedMs: 15, p90Ms: null }));

  it('takes the playbook at its word', () =>
    expect(planEstimate({ steps: [known(0, 10, 20)], playbook: { name: 'Code only', expectMs: 600 } })).toEqual({
      expectedMs: 600,
      p90Ms: null,
      playbook: 'Code only',
    }));

  it('guesses nothing', () => expect(planEstimate({ steps: [known(0, 10), step({ wave: 1 })] })).toBeNull());
});
